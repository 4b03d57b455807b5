extension StringProtocol {
    /// Without white space at either end: `" 1 "` is `1`.
    public var trimmed: SubSequence { drop { $0.isWhitespace }.withoutTrailingSpaces }

    /// Without white space at the end.
    public var withoutTrailingSpaces: SubSequence {
        var end = endIndex
        while end > startIndex, self[index(before: end)].isWhitespace { end = index(before: end) }
        return self[..<end]
    }
}
