import Answers
import Figures
import Foundation
import Language
import Numbers
import Testing

@testable import Vocabulary

/// Matplotlib's words draw what Matplotlib draws, as figures.
@Suite struct PlotWordTests {
    private static func session(_ code: String, permission: Permission = .computing) throws -> Session {
        let session = Session(registry: Vocabulary.registry, permission: permission)
        _ = try session.evaluate("import matplotlib.pyplot as plt\n" + code)
        return session
    }

    /// The picture that is being drawn, as it stands.
    private static func figure(_ code: String) throws -> Figure {
        let session = try session(code)
        return try #require(session.kept(PlotDesk.self) { PlotDesk() }.drawn.first).figure
    }

    private static func refusal(_ code: String) -> Mistake? {
        do {
            _ = try session(code)
            return nil
        } catch {
            return (error as? Diagnostic)?.mistake
        }
    }

    @Test func aFormatSaysColourMarkerAndLine() throws {
        let figure = try Self.figure("plt.plot([1, 2, 3], [4, 5, 6], 'r--', [1, 2], [0, 1], 'ks')")
        let layers = figure.panels[0].layers
        guard case .curve(let line) = layers[0], case .points(let signs) = layers[1], layers.count == 2 else {
            Issue.record("\(layers)")
            return
        }
        #expect(line.isDashed && line.points == [Point(1, 4), Point(2, 5), Point(3, 6)])
        #expect(Color.cycled(line.color) != Color.cycled(0) && signs.symbol == .square)
    }

    @Test func namesAreShownOnceALegendIsAskedFor() throws {
        let line = "plt.plot([3, 1, 2], label='loss')"
        for (code, name) in [(line, ""), (line + "; plt.legend()", "loss")] {
            guard case .curve(let curve)? = try Self.figure(code).panels[0].layers.first else { continue }
            #expect(curve.name == name)
        }
    }

    @Test func framesHaveTitlesLabelsLimitsAndScalesOfTheirOwn() throws {
        let figure = try Self.figure(
            """
            fig, axes = plt.subplots(1, 2, figsize=(8, 3))
            axes[0].semilogy([100, 10, 1])
            axes[0].set_title('left'); axes[0].set_ylabel('loss')
            axes[1].bar(['a', 'b'], [2, 5]); axes[1].set_ylim(0, 9)
            fig.suptitle('both')
            """)
        #expect(figure.title == "both" && figure.columns == 2 && figure.panels.map(\.title) == ["left", ""])
        #expect(figure.panels[0].y.isLog && figure.panels[0].y.label == "loss")
        #expect(figure.panels[1].y.range == 0...9 && figure.panels[1].x.names.map(\.text) == ["a", "b"])
    }

    @Test func aHistogramCountsAsNumPyDoes() throws {
        let found = try Self.session("n, edges, _ = plt.hist([0, 1, 1, 2, 4], bins=4)").evaluate("(n, edges)").value
        #expect(found.repr == "([1.0, 2.0, 1.0, 1.0], [0.0, 1.0, 2.0, 3.0, 4.0])")
    }

    @Test func contoursTakeTheirLevelsAndPathsLieOverThem() throws {
        let figure = try Self.figure(
            """
            z = [[x * x + y * y for x in range(-3, 4)] for y in range(-3, 4)]
            plt.contour(range(-3, 4), range(-3, 4), z, levels=[1, 4, 9])
            plt.plot([3, 2, 0], [3, 1, 0], '.-')
            """)
        let panel = figure.panels[0]
        guard case .field(let field)? = panel.layers.first else {
            Issue.record("\(panel.layers)")
            return
        }
        #expect(field.levels == [1, 4, 9] && !field.isFilled && panel.x.range == -3...3 && !panel.hasColorBar)
    }

    @Test func whatIsShownStandsBetweenWhatIsPrinted() throws {
        let session = Session(registry: Vocabulary.registry)
        let outcome = try session.evaluate(
            "import matplotlib.pyplot as plt\nprint('a')\nplt.plot([1, 2])\nplt.show()\nprint('b')\nplt.show()")
        #expect(outcome.printed == ["a", "b"] && outcome.shown.map(\.after) == [1])
        #expect(outcome.shown.first?.thing is Figure)
    }

    @Test func picturesAreWrittenByThosePermittedTo() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).png").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let code = "plt.imshow([[0, 1], [2, 3]], cmap='gray'); plt.colorbar(); plt.savefig('\(path)', dpi=60)"
        #expect(Self.refusal(code)?.problem.contains("writes files") == true)
        #expect(!FileManager.default.fileExists(atPath: path))
        _ = try Self.session(code, permission: .everything)
        #expect(FileManager.default.fileExists(atPath: path))
    }

    @Test(arguments: [
        ("plt.plot([1, 2, 3], [1, 2])", "x has 3 numbers and y has 2"),
        ("plt.plot([1, 2], color='reddish')", "no colour known here"),
        ("plt.plot([1, 2], 'q--')", "no format of a line"),
        ("plt.subplot(1, 2, 3)", "no frame 3"),
        ("plt.contour([1, 2, 3])", "Z has the shape (3, 1)"),
        ("fig, ax = plt.subplots(); ax.twinx()", "twinx"),
    ])
    func whatCannotBeDrawnIsSaid(code: String, problem: String) {
        let found = Self.refusal(code)?.problem ?? "nothing"
        #expect(found.contains(problem), "\(code): \(found)")
    }
}
