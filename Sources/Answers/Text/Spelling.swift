extension StringProtocol {
    /// Whether this is that name but for capitals, as `adamw` is `AdamW`.
    ///
    /// Names are ASCII, so that texts of different length differ: one of a megabyte is no name, and is not read.
    public func isSpelled(like name: some StringProtocol) -> Bool {
        utf8.count == name.utf8.count && lowercased() == name.lowercased()
    }
}
