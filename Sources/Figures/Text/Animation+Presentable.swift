public import Answers

extension Animation: OnlyShown {
    /// `animation`
    public static var kind: String { "animation" }
    /// How many frames, and the last one's title.
    public var summary: String { "animation of \(frames.count) frames: \(frames.last?.title ?? "")" }
    /// What the last frame shows.
    public var sentence: String { frames.last?.sentence ?? "" }
    /// The last frame in characters.
    public func table(width: Int) -> String { frames.last?.table(width: width) ?? summary }
}
