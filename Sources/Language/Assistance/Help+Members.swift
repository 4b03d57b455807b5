import Answers

extension Help {
    /// A method, or what several kinds of value have under one name: how it is called, its parameters, what it gives.
    public func members(_ topic: MemberTopic) -> Page {
        let blocks = topic.entries.flatMap { entry -> [String] in
            let name = "\(entry.kind).\(topic.name)"
            var blocks = [head(entry.parameters.map { Signature.line(name, $0) } ?? name, entry.meaning)]
            if let parameters = entry.parameters, !parameters.isEmpty { blocks.append(definitions(parameters)) }
            if !entry.returns.isEmpty { blocks.append("Gives \(Phrase.indefinite(entry.returns)).") }
            return blocks
        }
        return Page(title: "help(\(topic.summary))", text: blocks.joined(separator: "\n\n"))
    }
}
