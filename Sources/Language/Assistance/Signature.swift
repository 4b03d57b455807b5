/// How a call is written: `Adam(learning_rate=0.001, beta_1=0.9, …)`.
enum Signature {
    static func line(_ name: String, _ parameters: [Parameter]) -> String {
        var parts: [String] = []
        var sawStar = false
        for parameter in parameters {
            if parameter.isVariadic { sawStar = true }
            if parameter.isKeywordOnly, !sawStar, !parameter.isVariadic {
                parts.append("*")
                sawStar = true
            }
            parts.append(part(parameter))
        }
        return "\(name)(\(parts.joined(separator: ", ")))"
    }

    /// The call with what has to be given, and `…` for the rest where all would not fit into a message.
    static func brief(_ name: String, _ parameters: [Parameter]) -> String {
        let all = line(name, parameters)
        guard all.count > 66 else { return all }
        let required = parameters.prefix { if case .required = $0.standard { !$0.isKeywordOnly } else { false } }
        return "\(name)(\((required.map(part) + ["…"]).joined(separator: ", ")))"
    }

    static func part(_ parameter: Parameter) -> String {
        if parameter.isVariadic { return (parameter.isKeywordOnly ? "**" : "*") + parameter.name }
        switch parameter.standard {
        case .required: return parameter.name
        case .value(let value): return "\(parameter.name)=\(value.brief)"
        case .otherwise: return "\(parameter.name)=…"
        }
    }

    /// The default in words: `0.001`, `the landscape's suggested start`, or nil when it must be given.
    static func standard(_ parameter: Parameter) -> String? {
        switch parameter.standard {
        case .required: nil
        case .value(let value): value.brief
        case .otherwise(let words): words
        }
    }
}
