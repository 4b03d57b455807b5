extension Session {
    /// The variables with lists, dicts and objects of their own, which no later change reaches.
    public var copiedVariables: [String: Value] {
        var copier = Copier(work)
        return variables.mapValues { copier.deep($0, depth: 0) }
    }
}
