public import Answers

extension Presentable {
    /// The picture that shows it where nothing moves: a figure itself, an animation's last frame; nil for what is no picture.
    public var stillPicture: Figure? { self as? Figure ?? (self as? Animation)?.frames.last }
}
