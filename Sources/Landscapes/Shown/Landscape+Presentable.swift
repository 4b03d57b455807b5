public import Numbers

extension Landscape: Presentable {
    public static var kind: String { "landscape" }

    /// `rosenbrock`; with the parameters that are not standard, `rosenbrock(b=50)`.
    public var summary: String {
        let standard = Landscape.named(name)?.parameters ?? []
        let special = parameters.filter { !standard.contains($0) }
        guard !special.isEmpty else { return name }
        return name + "(" + special.map { "\($0.name)=\($0.value.short(6))" }.joined(separator: ", ") + ")"
    }

    public func table(width: Int) -> String {
        heading + "\n" + facts(Array(shownFacts.prefix { $0.label != "tags" }), width: width)
    }

    public var sentence: String {
        let place =
            minima.isEmpty
            ? "No global minimum is listed."
            : "Its lowest value is \(minimum?.short(6) ?? "unknown") at \(placesText(minima))."
        return "\(title): f(\(dimension == 1 ? "x" : "x, y")) = \(formula). \(place)"
            + (remark.isEmpty ? "" : " \(remark)")
    }

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
    var shownFacts: [(label: String, text: String)] {
        var facts = [
            (label: "formula", text: "f(\(dimension == 1 ? "x" : "x, y")) = \(formula)"),
            (label: "domain", text: domain.text(dimension: dimension)),
        ]
        if !parameters.isEmpty {
            let settings = parameters.map { "\($0.name) = \($0.value.short(6))" }
            facts.insert((label: "with", text: settings.joined(separator: ", ")), at: 1)
        }
        if let minimum, !minima.isEmpty {
            facts.append((label: "minimum", text: "\(minimum.short(8)) at \(placesText(minima))"))
        }
        facts.append((label: "start", text: start.short(6, dimension: dimension)))
        if !tags.isEmpty { facts.append((label: "tags", text: tags.map(\.rawValue).joined(separator: ", "))) }
        if !kinks.isEmpty { facts.append((label: "kinks", text: kinks.map(\.place).joined(separator: "; "))) }
        facts.append((label: "source", text: source))
        if !remark.isEmpty { facts.append((label: "to see", text: remark)) }
        return facts
    }

    private func placesText(_ points: [Point]) -> String {
        points.map { $0.short(6, dimension: dimension) }.joined(separator: ", ")
    }
}
