import Answers

/// One thing in several forms; a front end takes the richest that it can show.
struct Bundle: Sendable {
    /// By media type.
    private(set) var data: [JSON.Pair] = []
    private var metadata: [JSON.Pair] = []

    /// - Parameter text: what every front end can show.
    init(_ text: String) { data = [JSON.Pair("text/plain", .string(text))] }

    /// The same thing in another form.
    mutating func add(_ type: String, _ form: JSON, metadata own: JSON? = nil) {
        data.append(JSON.Pair(type, form))
        if let own { metadata.append(JSON.Pair(type, own)) }
    }

    /// The same thing in another form.
    func with(_ type: String, _ form: JSON, metadata: JSON? = nil) -> Bundle {
        var bundle = self
        bundle.add(type, form, metadata: metadata)
        return bundle
    }

    /// The members of a message that shows it.
    var members: [JSON.Pair] { [JSON.Pair("data", .object(data)), JSON.Pair("metadata", .object(metadata))] }
}

/// One thing that a front end is to show.
enum Output: Sendable {
    /// Text as it is, on `stdout` or `stderr`.
    case stream(String, isError: Bool = false)
    /// Something to look at.
    case display(Bundle)
    /// The value of the cell.
    case result(Bundle)
}
