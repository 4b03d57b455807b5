public import Numbers

/// The arguments of one call, bound to the declared parameters, checked for type and range, defaults filled in.
///
/// The accessors cannot fail for a parameter whose declared type guarantees the answer; they throw a `Mistake` with
/// the place of the argument otherwise.
public struct Arguments: Sendable {
    var values: [String: Value]
    var places: [String: SourceRange]

    init(values: [String: Value], places: [String: SourceRange]) {
        self.values = values
        self.places = places
    }

    /// The argument, or the declared default, or `.none`.
    public subscript(_ name: String) -> Value { values[name] ?? .none }

    /// Whether the person wrote this argument.
    public func isGiven(_ name: String) -> Bool { places[name] != nil }
}
