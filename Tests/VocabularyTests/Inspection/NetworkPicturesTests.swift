import Figures
import Language
import Answers
import Testing

@testable import Vocabulary

@Suite("Pictures of networks show the network's own numbers")
struct NetworkPicturesTests {
    static func figure(_ line: String, _ session: Session) throws -> Figure {
        let value = try session.evaluate(line).value
        guard case .thing(let thing) = value else { throw Mistake("\(line) gives no picture") }
        return try #require(thing as? Figure)
    }

    static func number(_ line: String, _ session: Session) throws -> Double {
        try #require(try session.evaluate(line).value.asDouble)
    }

    @Test("a neuron's map holds what the layer gives at each place of the plane")
    func neuronMapsAreActivations() throws {
        let session = try InspectionWordsTests.session()
        let figure = try Self.figure("plot(m.layers[0], d)", session)
        #expect(figure.panels.count == 6)
        for unit in [0, 5] {
            let layers = figure.panels[unit].layers
            guard case .field(let field)? = layers.first else {
                Issue.record("neuron \(unit) has no map")
                continue
            }
            let grid = field.grid
            for (column, row) in [(0, 0), (95, 0), (40, 70)] {
                let x = grid.x.lowerBound + (grid.x.upperBound - grid.x.lowerBound) * Double(column) / 95
                let y = grid.y.lowerBound + (grid.y.upperBound - grid.y.lowerBound) * Double(row) / 95
                let truth = try Self.number("activations(m, array([[\(x), \(y)]]))[0][0, \(unit)]", session)
                let drawn = grid.values[row * grid.columns + column]
                #expect((drawn - truth).magnitude < 1e-5, "neuron \(unit) at (\(x), \(y)): \(drawn), not \(truth)")
            }
        }
        #expect(figure.panels[0].colors?.range.lowerBound == figure.panels[0].colors.map { -$0.range.upperBound })
    }

    @Test("weights over pixels are a sheet with a picture per unit, zero in the middle of its scale")
    func weightsOverPixelsAreImages() throws {
        let session = try InspectionWordsTests.session()
        for line in [
            "g = shapes28(n=12, flat=True, seed=1)",
            "c = Sequential([Dense(3, activation=\"relu\", input_shape=(784,)), Dense(10, activation=\"softmax\")])",
            "c.compile(loss=\"sparse_categorical_crossentropy\")",
        ] { _ = try session.evaluate(line) }
        let panel = try #require(try Self.figure("plot(c.layers[0])", session).panels.first)
        #expect(panel.isImage)
        guard case .regions(let sheet)? = panel.layers.first else {
            Issue.record("the weights are no sheet")
            return
        }
        #expect(sheet.rows == 28)
        #expect(sheet.columns == 3 * 28 + 2 * 2)
        // The pixel at the top left of unit 1.
        let weight = try Self.number("c.layers[0].kernel[0, 1]", session)
        let colors = try #require(panel.colors)
        let place = sheet.places[27 * sheet.columns + 30]
        let drawn = colors.range.lowerBound + place * (colors.range.upperBound - colors.range.lowerBound)
        #expect((drawn - weight).magnitude < 1e-6, "\(drawn) instead of \(weight)")
        let table = try Self.figure("plot(c.layers[1], g)", session)
        let name = try #require(try session.evaluate("c.layers[1].name").value.asText)
        #expect(table.title == "Activations of \(name)")
    }

    @Test("a confusion matrix is coloured from 0 in equal steps, and its axes are named")
    func confusionIsLinear() throws {
        let session = try InspectionWordsTests.session()
        let panel = try #require(
            try Self.figure("plot(confusion_report([0, 1, 1, 0], [0, 1, 0, 0]))", session).panels.first)
        #expect(panel.colors?.kind == .linear)
        #expect(panel.colors?.range == 0...2)
        #expect(panel.x.label == "predicted class")
        #expect(panel.y.label == "true class")
    }

    @Test("pictures of networks fit an 80 × 24 terminal without colour, no line cut off")
    func textFits() throws {
        let session = try InspectionWordsTests.session()
        for line in [
            "plot(m, d)", "plot(m.layers[0], d)", "plot(m.layers[0])", "plot(activations(m, d))",
            "plot(layer_statistics(m, d))", "plot(h)", "plot([h, h])", "plot(shapes28(n=20))",
            "plot(confusion_report([0, 1, 1, 0], [0, 1, 0, 0]))",
        ] {
            let lines = try Self.figure(line, session).table(width: 80).split(separator: "\n")
            #expect(lines.count <= 28, "\(line): \(lines.count) lines")
            for text in lines { #expect(text.count <= 80, "\(line): \(text)") }
            #expect(!lines.contains { $0.contains("…") }, "\(line): \(lines.first { $0.contains("…") } ?? "")")
        }
    }
}
