public import Numbers

extension Animation: Presentable {
    public static var kind: String { "animation" }
    public var summary: String { "animation of \(frames.count) frames: \(frames.last?.title ?? "")" }
    public var sentence: String { frames.last?.sentence ?? "" }
    public func table(width: Int) -> String { frames.last?.table(width: width) ?? summary }
}
