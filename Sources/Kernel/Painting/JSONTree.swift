import Answers
import Conversation
import Language

/// A value as the document that programs get of it.
struct JSONTree: OnlyShown {
    static let kind = "json"
    let json: JSON
    var summary: String { json.text }
    func table(width: Int) -> String { json.text }
}
