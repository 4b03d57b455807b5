/// What a call says about its arguments, apart from their values.
struct CallSite {
    var labels: [Label]
    var place: SourceRange

    struct Label {
        var form: ArgumentSyntax.Form
        var range: SourceRange
    }

    /// By place only: the values stand in their registers as the function wants them.
    var isPlain: Bool
}

/// An argument that is a bare name or a dotted one: it may be a word itself, or a choice without quotes.
struct ArgumentSite {
    var name: String
    var nameRange: SourceRange
    var place: Int
    var keyword: String?
    /// Where the name stands among the variables; −1 for a dotted one.
    var slot: Int32
}
