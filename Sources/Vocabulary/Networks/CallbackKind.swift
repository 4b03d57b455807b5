/// The kind of all callbacks, for declarations.
enum CallbackKind {
    static let name = "callback"
}
