extension StringProtocol {
    /// Without white space at either end.
    var trimmed: SubSequence { drop { $0.isWhitespace }.withoutTrailingSpaces }

    var withoutTrailingSpaces: SubSequence {
        var end = endIndex
        while end > startIndex, self[index(before: end)].isWhitespace { end = index(before: end) }
        return self[..<end]
    }
}
