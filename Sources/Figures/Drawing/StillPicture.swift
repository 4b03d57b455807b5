public import Answers

extension Presentable {
    /// The picture that shows it where nothing moves: a figure itself, an animation's last frame, all of an interaction's pictures
    /// beside each other; nil for what is no picture.
    public var stillPicture: Figure? {
        self as? Figure ?? (self as? Animation)?.frames.last ?? (self as? Interaction)?.row
    }
}
