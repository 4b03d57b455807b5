public import Answers
public import Numbers

extension Landscape: Presentable, TypedObjective {
    /// `landscape`.
    public static var kind: String { "landscape" }

    /// `rosenbrock`; with the parameters that are not standard, `rosenbrock(b=50)`.
    public var summary: String {
        let standard = Landscape.named(name)?.parameters ?? []
        let special = parameters.filter { !standard.contains($0) }
        guard !special.isEmpty else { return name }
        return name + "(" + special.map { "\($0.name)=\($0.value.short(6))" }.joined(separator: ", ") + ")"
    }

    /// As it is typed: a lambda has no name, so it is written out.
    public var typed: String {
        guard tags.contains(.own), name == "lambda" else { return summary }
        let variables = title.dropFirst(name.count).filter { $0 != "(" && $0 != ")" }
        return "lambda \(variables): \(formula)"
    }

    /// Title and formula, then what is known in two columns.
    public func table(width: Int) -> String {
        heading + "\n" + TextTable.definitions(Array(shownFacts.prefix { $0.term != "tags" }), width: width)
    }

    /// What there is to see, or where it is lowest.
    public var sentence: String {
        let place =
            minima.isEmpty
            ? "No global minimum is listed."
            : "Its lowest value is \(minimum?.short(6) ?? "unknown") at \(placesText(minima))."
        return "\(title): f(\(dimension == 1 ? "x" : "x, y")) = \(formula). \(place)"
            + (remark.isEmpty ? "" : " \(remark)")
    }

    /// Name, formula, parameters, domain, minima, start, tags and source.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "name": .string(name), "title": .string(title),
            "dimension": .integer(dimension), "formula": .string(formula),
            "parameters": .object(parameters.map { .init($0.name, .number($0.value)) }),
            "domain": .array(
                ([domain.x] + (dimension == 1 ? [] : [domain.y])).map {
                    .array([.number($0.lowerBound), .number($0.upperBound)])
                }),
            "minima": .array(minima.map { .point($0, dimension: dimension) }),
            "minimum": minimum.map { .number($0) } ?? .null,
            "kinks": .array(kinks.map { .string($0.place) }), "start": .point(start, dimension: dimension),
            "tags": .array(tags.map { .string($0.rawValue) }), "source": .string(source),
        ])
    }

    /// `Rosenbrock's valley: rosenbrock`; for a function of one's own `f(x, y)`.
    var heading: String { tags.contains(.own) && title.hasPrefix(name) ? title : "\(title): \(summary)" }

    /// Everything that is listed, as labelled text.
    var shownFacts: [(term: String, meaning: String)] {
        var facts = [
            (term: "formula", meaning: "f(\(dimension == 1 ? "x" : "x, y")) = \(formula)"),
            (term: "domain", meaning: domain.text(dimension: dimension)),
        ]
        if !parameters.isEmpty {
            let settings = parameters.map { "\($0.name) = \($0.value.short(6))" }
            facts.insert((term: "with", meaning: settings.joined(separator: ", ")), at: 1)
        }
        if let minimum, !minima.isEmpty {
            facts.append((term: "minimum", meaning: "\(minimum.short(8)) at \(placesText(minima))"))
        }
        facts.append((term: "start", meaning: start.short(6, dimension: dimension)))
        if !tags.isEmpty { facts.append((term: "tags", meaning: tags.map(\.rawValue).joined(separator: ", "))) }
        if !kinks.isEmpty { facts.append((term: "kinks", meaning: kinks.map(\.place).joined(separator: "; "))) }
        facts.append((term: "source", meaning: source))
        if !remark.isEmpty { facts.append((term: "to see", meaning: remark)) }
        return facts
    }

    private func placesText(_ points: [Point]) -> String {
        points.map { $0.short(6, dimension: dimension) }.joined(separator: ", ")
    }
}
