/// The smallest pieces of the language's text.
struct Token: Sendable {
    enum Kind: Sendable, Equatable {
        case int(Int)
        case big(BigInt)
        case number(Double)
        case imaginary(Double)
        case text(String)
        case bytes([UInt8])
        case format([RawPiece])
        case name
        case symbol
        /// The end of a line outside brackets, or `;`.
        case newline
        case end
    }

    /// A part of an f-string whose expressions are not parsed yet.
    indirect enum RawPiece: Sendable, Equatable {
        case text(String)
        case value(SourceRange, spec: [RawPiece], echo: String?, asRepr: Bool, asText: Bool)
    }

    var kind: Kind
    /// The name or symbol, in its one spelling (`−` is `-`).
    var text: String
    var range: SourceRange
    /// Whether white space stands before it.
    var followsSpace: Bool
}
