import Glibc

/// The environment variables of the process, or made-up ones in tests.
public struct Environment: Sendable {
    private let lookUp: @Sendable (String) -> String?

    /// Made-up variables, for tests.
    public init(_ values: [String: String]) {
        lookUp = { values[$0] }
    }

    private init(lookUp: @escaping @Sendable (String) -> String?) {
        self.lookUp = lookUp
    }

    /// What the process was started with.
    public static let process = Environment { name in getenv(name).map { String(cString: $0) } }

    /// The value, nil when the variable is unset or empty: every convention read here treats both alike.
    public subscript(_ name: String) -> String? {
        guard let value = lookUp(name), !value.isEmpty else { return nil }
        return value
    }
}
