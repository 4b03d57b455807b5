internal import Answers

/// Keras's table of a model: layer, output shape, parameters, and of a composed model what each layer reads; then the totals. It
/// needs no weights.
public struct LayerTable {
    /// A line of the table.
    public struct Row {
        let name: String
        let type: String
        let shape: String
        let count: String
        let sources: [String]

        /// - Parameters:
        ///   - shape: of the output, as it is shown: `(None, 4)`, or `?`.
        ///   - count: of parameters, nil where there are none yet.
        ///   - sources: what it reads, in a composed model.
        public init(name: String, type: String, shape: String, count: Int?, sources: [String] = []) {
            (self.name, self.type, self.shape, self.sources) = (name, type, shape, sources)
            self.count = count.map(\.grouped) ?? "0 (unbuilt)"
        }
    }

    let name: String
    /// Whether there is a column that says what each layer reads: of a chain it is the one before.
    let showsSources: Bool
    let rows: [Row]
    /// Numbers that are learnt, and those that are not.
    let counts: (learnt: Int, held: Int)
    /// Numbers that the optimizer remembers, its rate and count of steps among them; 0 before training.
    let optimizerNumbers: Int

    /// - Parameter plan: what the layers make of the inputs; nil while too little is known of them.
    public init(_ architecture: Architecture, name: String, plan: OpenPlan?, optimizerNumbers: Int = 0) {
        self.name = name
        showsSources = !architecture.isChain
        rows = LayerTable.rows(architecture, plan)
        counts = LayerTable.counts(architecture, plan?.plans)
        self.optimizerNumbers = optimizerNumbers
    }

    /// That of a model of a class of one's own: its layers, one under the other.
    public init(name: String, rows: [Row], learnt: Int, held: Int, optimizerNumbers: Int) {
        (self.name, self.rows, self.optimizerNumbers) = (name, rows, optimizerNumbers)
        showsSources = false
        counts = (learnt, held)
    }

    /// The table as Keras draws it, 76 columns wide where there are so many.
    ///
    /// - Parameter lineLength: the columns of a line that were asked for, whatever there are.
    public func text(width: Int = 80, lineLength: Int? = nil) -> String {
        // Keras gives a model with branches 108 columns where there are so many.
        var widths = showsSources ? (width >= 108 ? [29, 25, 15, 26] : [19, 17, 10, 17]) : [31, 22, 13]
        widths[0] = Swift.max(12, widths[0] + Swift.min(0, width - (showsSources ? 76 : 77)))
        if let lineLength { widths = LayerTable.columns(in: lineLength, showsSources: showsSources) }
        let columns = Array(["Layer (type)", "Output Shape", "Param #", "Connected to"].prefix(widths.count))
        func rule(_ ends: (String, String, String), _ line: String) -> String {
            ends.0 + widths.map { String(repeating: line, count: $0 + 2) }.joined(separator: ends.1) + ends.2
        }
        func line(_ cells: [String], _ bar: String) -> String {
            let padded = zip(cells, widths).enumerated().map { column, cell in
                let text = cell.0.cut(columns: cell.1)
                let pad = String(repeating: " ", count: Swift.max(0, cell.1 - text.columns))
                return " " + (column == 2 ? pad + text : text + pad) + " "
            }
            return bar + padded.joined(separator: bar) + bar
        }
        var lines = ["Model: \"\(name)\"", rule(("┏", "┳", "┓"), "━"), line(columns, "┃"), rule(("┡", "╇", "┩"), "━")]
        for (index, row) in rows.enumerated() {
            if index > 0 { lines.append(rule(("├", "┼", "┤"), "─")) }
            let whole = "\(row.name) (\(row.type))"
            let names = whole.columns <= widths[0] ? [whole] : [row.name, "(\(row.type))"]
            let shapes = wrapped(row.shape.split(separator: " ").map(String.init), widths[1])
            let sources = showsSources ? wrapped(row.sources.separated, widths[3]) : []
            for number in 0..<Swift.max(names.count, shapes.count, sources.count) {
                let cells = [names, shapes, [row.count], sources].map { number < $0.count ? $0[number] : "" }
                lines.append(line(Array(cells.prefix(widths.count)), "│"))
            }
        }
        lines.append(rule(("└", "┴", "┘"), "─"))
        return (lines + totals).joined(separator: "\n")
    }

    /// How wide the texts of the columns are: Keras wishes for a share of the line each, and what borders and blanks take is then
    /// taken from all columns alike.
    static func columns(in lineLength: Int, showsSources: Bool) -> [Int] {
        var (widths, last): ([Int], Int) = ([], 0)
        for share in showsSources ? [0.3, 0.56, 0.74, 1] : [0.45, 0.8, 1] {
            let end = Int(share * Double(lineLength))
            widths.append(end - last)
            last = end
        }
        var excess = widths.reduce(0) { $0 + $1 + 2 } - (lineLength - widths.count - 1)
        for column in widths.indices {
            let part = (Double(excess) / Double(widths.count - column)).rounded(.toNearestOrEven)
            widths[column] = Swift.max(1, widths[column] - Int(part))
            excess -= Int(part)
        }
        return widths
    }

    /// As many words on a line as it holds.
    private func wrapped(_ words: [String], _ width: Int) -> [String] {
        var lines: [String] = []
        for word in words {
            if let last = lines.last, last.columns + 1 + word.columns <= width {
                lines[lines.count - 1] = last + " " + word
            } else {
                lines.append(word)
            }
        }
        return lines
    }

    // MARK: Rows

    private static func rows(_ architecture: Architecture, _ plan: OpenPlan?) -> [Row] {
        let names = architecture.names
        return architecture.layersInOrder.map { place in
            switch place {
            case .input(let number):
                return Row(
                    name: architecture.inputName(number), type: "InputLayer",
                    shape: plan.map { shape($0.inputs[number]) } ?? "?", count: 0, sources: ["-"])
            case .layer(let number):
                let node = architecture.nodes[number]
                return Row(
                    name: names[number], type: node.layer.className,
                    shape: plan.map { shapes(node.layer.tensors(in: $0.outputs[number])) } ?? "?",
                    count: plan.map { count($0.plans[number]) },
                    sources: architecture.nodes.enumerated()
                        .filter { $0.offset == number || $0.element.owner == number }
                        .flatMap { $0.element.sources.map(architecture.tensorName) })
            }
        }
    }

    /// Of one tensor or of several: `[(None, 4), (None, 4)]`.
    private static func shapes(_ tensors: [[Int?]]) -> String {
        tensors.count == 1 ? shape(tensors[0]) : "[" + tensors.map(shape).joined(separator: ", ") + "]"
    }

    /// `(None, 4)`: of examples of this shape, however many.
    public static func shape(_ shape: [Int?]) -> String { ([nil] + shape).shapeText }

    private static func learnt(_ plan: LayerPlan) -> Int { plan.parameters.reduce(0) { $0 + $1.shape.reduce(1, *) } }
    private static func running(_ plan: LayerPlan) -> Int { plan.state.reduce(0) { $0 + $1.count } }
    private static func count(_ plan: LayerPlan) -> Int { learnt(plan) + running(plan) }

    private static func counts(_ architecture: Architecture, _ plans: [LayerPlan]?) -> (learnt: Int, held: Int) {
        var (learnt, running) = (0, 0)
        for (node, plan) in zip(architecture.nodes, plans ?? []) {
            let held = plan.parameters.filter { node.isFrozen || node.layer.holds($0.name) }
                .reduce(0) { $0 + $1.shape.reduce(1, *) }
            learnt += LayerTable.learnt(plan) - held
            running += LayerTable.running(plan) + held
        }
        return (learnt, running)
    }

    private var totals: [String] {
        var totals = [
            ("Total", counts.learnt + counts.held + optimizerNumbers), ("Trainable", counts.learnt),
            ("Non-trainable", counts.held),
        ]
        if optimizerNumbers > 0 { totals.append(("Optimizer", optimizerNumbers)) }
        return totals.map { " \($0.0) params: \($0.1.grouped) (\(LayerTable.memory($0.1)))" }
    }

    /// Of so many numbers in single precision, in the largest unit that leaves one before the point.
    private static func memory(_ count: Int) -> String {
        var (size, units) = (Double(4 * count), ["B", "KB", "MB", "GB", "TB"][...])
        while size >= 1024, units.count > 1 {
            size /= 1024
            units = units.dropFirst()
        }
        let hundredths = Int((size * 100).rounded())
        let rest = hundredths % 100
        return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest) \(units.first ?? "B")"
    }
}

extension [String] {
    /// With a comma behind each but the last.
    fileprivate var separated: [String] { enumerated().map { $0.offset + 1 < count ? $0.element + "," : $0.element } }
}

extension Layer {
    /// Keras's name of the layer's class: `Dense`.
    public var className: String { String(summary.prefix { $0 != "(" }) }
}
