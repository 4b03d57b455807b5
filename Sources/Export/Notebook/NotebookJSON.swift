import Answers

extension JSON {
    /// The document over several lines, indented by one blank as Jupyter writes notebooks, so that what changed can be seen.
    func indented(_ margin: String = "") -> String {
        let inner = margin + " "
        switch self {
        case .array(let items) where !items.isEmpty:
            return "[\n" + items.map { inner + $0.indented(inner) }.joined(separator: ",\n") + "\n\(margin)]"
        case .object(let members) where !members.isEmpty:
            return "{\n"
                + members.map { "\(inner)\(JSON.string($0.key).text): \($0.value.indented(inner))" }
                .joined(separator: ",\n") + "\n\(margin)}"
        default: return text
        }
    }
}
