package import Language

extension Arguments {
    /// The `seed=` that was written, or the session's.
    package func seed(_ context: Context) throws -> UInt64 {
        guard isGiven("seed") else { return context.session.seed }
        return UInt64(try int("seed"))
    }
}
