import Answers
import Figures
import Numbers
import Tuning

extension Figure {
    /// Lines at most: more are a carpet.
    private static let mostLines = 400

    /// A line for each complete trial through its hyperparameters, each on its own scale, to its value; in the colour of the
    /// value, the best on top.
    static func parallel(_ study: StudyView, _ names: [String], _ options: PlotOptions) throws -> Figure {
        try study.needsValues(for: "the parallel coordinates")
        let axes = try study.axes(names)
        let direction = study.directions[0]
        let sorted = study.complete.sorted { direction.isBetter($1.values[0], $0.values[0]) }
        let trials = Array(sorted.suffix(mostLines))
        let values = trials.map { $0.values[0] }
        let (low, high) = (values.min() ?? 0, values.max() ?? 1)
        let scale = study.colors(values)
        let value = Axis("", (low < high ? low : low - 1)...(low < high ? high : low + 1), isLog: isLog(values) == true)
        let last = Double(axes.count)
        var layers: [PanelLayer] = []
        for trial in trials {
            // The palest colours of the scale would be lost on white.
            let color = (scale.color(of: trial.values[0]) ?? Color(0xb5b5b5)).mixed(with: Color(0x5a5a5a), share: 0.25)
            var points = axes.enumerated().map { Point(Double($0), $1.place(trial) ?? .nan) }
            points.append(Point(last, value.share(trial.values[0])))
            layers.append(.curve(CurveLayer(points, color: Color.place(color))))
        }
        for (index, axis) in axes.enumerated() {
            layers.append(.guide(GuideLine(.vertical, at: Double(index))))
            layers += thin(axis.marks).map { .note(number($0.text, at: Point(Double(index), $0.place))) }
        }
        layers.append(.guide(GuideLine(.vertical, at: last)))
        layers += thin(Axis.marks(value.range, isLog: value.isLog)).map {
            .note(number($0.text, at: Point(last, value.share($0.place))))
        }
        // As much of each name as there is room for.
        let room = max(8, 80 / (axes.count + 1))
        let names = axes.map { $0.name.columns > room ? $0.name.cut(columns: room) : $0.name }
        let across = names.enumerated().map { Axis.Name($1, at: Double($0)) } + [Axis.Name(study.label(), at: last)]
        let panel = Panel(
            x: Axis("", -0.25...(last + 0.25), names: across), y: Axis("", -0.06...1.06, names: [Axis.Name("", at: 0)]),
            colors: scale, layers: layers)
        var facts = study.facts
        if sorted.count > trials.count { facts.append("the best \(trials.count) are drawn") }
        return Figure(
            title: options.title ?? "Parallel coordinates of \(study.name)", caption: facts,
            sentence: study.bestSentence, panels: [panel])
    }

    /// A number at its place of an axis, right of the line, on white.
    private static func number(_ text: String, at place: Point) -> Note {
        var note = Note(text, at: place)
        note.shift = Point(4, 0)
        note.isVeiled = true
        return note
    }

    /// At most six of the marks, so that their texts stand apart.
    private static func thin(_ marks: [Axis.Name]) -> [Axis.Name] {
        let step = (marks.count + 5) / 6
        return marks.enumerated().filter { $0.offset % max(1, step) == 0 }.map(\.element)
    }
}

extension StudyView {
    /// The hyperparameters as axes.
    ///
    /// - Parameter names: empty for all that were searched.
    /// - Throws: `Mistake` for a name that no trial has.
    func axes(_ names: [String]) throws -> [ParameterAxis] {
        let known = parameters
        if let strange = names.first(where: { !known.contains($0) }) {
            throw Mistake(
                "no trial of '\(self.name)' has a hyperparameter '\(strange)'",
                expected: known.isEmpty ? "a study with hyperparameters" : Phrase.alternatives(known))
        }
        let axes = (names.isEmpty ? known : names).compactMap { ParameterAxis($0, complete) }
        let searched = names.isEmpty ? axes.filter { !$0.domain.isSingle } : axes
        guard !searched.isEmpty else {
            throw Mistake("'\(self.name)' has no hyperparameter that was searched", expected: "a study with a space")
        }
        return searched
    }

    /// Dark for the better values.
    func colors(_ values: [Double]) -> ColorScale {
        let grid = ValueGrid(columns: max(1, values.count), rows: 1, x: 0...1, y: 0...1, values: values)
        var scale = ColorScale(fitting: grid, label: label())
        scale.palette = directions[0] == .minimize ? .depth : .ink
        return scale
    }
}
