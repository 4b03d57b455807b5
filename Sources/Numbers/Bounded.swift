/// An objective that is looked at in a rectangle: methods that sample a region take it from here.
public protocol Bounded: Objective {
    var lowerCorner: Point { get }
    var upperCorner: Point { get }
}
