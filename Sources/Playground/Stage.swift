public import Answers

/// Where a playground can be played: a session keeps one, and whoever has a person before it (the prompt on a terminal) says how.
public final class Stage {
    /// Plays until the person leaves, and gives back what the playground had become; nil where nobody can play.
    public var open: ((Playground, Work) throws -> Playground)?
    /// The same in a window that is worked by its mouse.
    public var openWindow: ((Playground, Work) throws -> Playground)?

    /// Nobody can play yet.
    public init() {}
}
