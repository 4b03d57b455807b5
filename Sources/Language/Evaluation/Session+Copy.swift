extension Session {
    /// The variables with lists, dicts and objects of their own, which no later change reaches; what there is no memory for
    /// stays what it is.
    public var copiedVariables: [String: Value] {
        var copier = Copier(work)
        return variables.mapValues { (try? copier.deep($0, depth: 0)) ?? $0 }
    }
}
