public import Language

/// The secret that the words which grade draw their held-back seeds from.
private final class HeldBack {
    var secret: UInt64?
}

extension Session {
    /// From this the words that grade draw their held-back seeds; nil takes those that everybody has, which can be worked out. No word
    /// tells it.
    public var secret: UInt64? {
        get { kept(HeldBack.self) { HeldBack() }.secret }
        set { kept(HeldBack.self) { HeldBack() }.secret = newValue }
    }
}
