import Answers
import Figures
import Foundation
import Language
import Numbers
import Testing

@testable import ArrayVocabulary
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
        return try #require(session.kept(PlotDesk.self) { PlotDesk() }.drawn.first).figure(Work())
    }

    private static func refusal(_ code: String) -> Mistake? {
        do {
            _ = try session(code)
            return nil
        } catch {
            return (error as? Diagnostic)?.mistake
        }
    }

    @Test func aRangeThatEndsBeforeItBeginsIsTold() {
        let found = Self.refusal("plt.hist([1, 2], range=(2, 1))")
        #expect(found?.expected == "two numbers, the smaller one first")
    }

    @Test(arguments: [
        "plot", "hist", "boxplot", "violinplot", "eventplot", "imshow", "pcolormesh", "contourf",
    ])
    func anArrayWithoutRowsIsTold(_ word: String) {
        let found = Self.refusal("import numpy as np\nplt.\(word)(np.zeros((0, 2)))")
        #expect(found?.problem.contains("has the shape (0, 2) and holds no numbers") == true, "\(word)")
    }

    /// As Matplotlib 3.11.2 has it.
    @Test func aTwinIsAFrameOfThePictureAndLimitsAreNumbersOfNumPy() throws {
        let session = try Self.session("fig, (a, b) = plt.subplots(1, 2)\nt = b.twinx()\na.set_ylim(0.1, 2)")
        #expect(try session.evaluate("len(fig.axes), fig.axes[2] is t").value.repr == "(3, True)")
        #expect(try session.evaluate("a.get_ylim()").value.repr == "(np.float64(0.1), np.float64(2.0))")
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

    @Test func labelsOfThePictureStandAtItsOuterFramesThatHaveNone() throws {
        let figure = try Self.figure(
            """
            fig, axes = plt.subplots(2, 2)
            for ax in axes.flat: ax.plot([1, 2])
            axes[1, 1].set_xlabel('own')
            fig.supxlabel('epoch')
            fig.supylabel('loss')
            """)
        #expect(figure.panels.map(\.x.label) == ["", "", "epoch", "own"])
        #expect(figure.panels.map(\.y.label) == ["loss", "", "loss", ""])
    }

    @Test func aHistogramCountsAsNumPyDoes() throws {
        let found = try Self.session("n, edges, _ = plt.hist([0, 1, 1, 2, 4], bins=4)").evaluate("(n, edges)").value
        #expect(found.repr == "(array([1., 2., 1., 1.]), array([0., 1., 2., 3., 4.]))")
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

    private static func layers(_ code: String) throws -> [PanelLayer] { try figure(code).panels[0].layers }

    @Test func pointsTakeTheirColoursFromTheMapThatIsNamed() throws {
        let figure = try Self.figure(
            "plt.scatter([1, 2, 3], [1, 2, 3], c=[0, 0.5, 1], cmap='RdBu', s=[36, 144, 36], edgecolors='k'); plt.colorbar()"
        )
        guard case .points(let points) = figure.panels[0].layers[0] else { return }
        #expect(points.tints == [Color(0x67001f), Color(0xf6f7f7), Color(0x053061)])
        #expect(points.sizes == [1, 2, 1] && points.edge == Color(0x1a1a1a))
        #expect(figure.panels[0].hasColorBar && figure.panels[0].colors?.palette == Palette.named("rdbu"))
    }

    @Test func barsStandOnEachOtherAndSayHowSureTheyAre() throws {
        let layers = try Self.layers(
            "plt.bar([0, 1], [2, 3]); plt.bar([0, 1], [1, 1], bottom=[2, 3], yerr=0.5, capsize=4)")
        guard case .bars(let above) = layers[1], case .curve(let errors) = layers[2] else {
            Issue.record("\(layers)")
            return
        }
        #expect(above.bars.map(\.base) == [2, 3] && above.bars.map(\.height) == [3, 4])
        #expect(errors.cap == 4 && errors.points[0] == Point(0, 2.5) && errors.points[1] == Point(0, 3.5))
    }

    @Test func anImageHasItsFirstRowOnTopAndTextsStandInItsCells() throws {
        let panel = try Self.figure("plt.imshow([[0, 1], [2, 3]]); plt.text(1, 0, 'x', ha='center', va='center')")
            .panels[0]
        guard case .regions(let cells) = panel.layers[0], case .note(let note) = panel.layers[1] else { return }
        #expect(panel.y.isReversed && panel.isEqual && panel.y.share(0) > panel.y.share(1))
        #expect(cells.colors[1] == panel.colors?.color(of: 1) && note.place == Point(1, 0) && note.across == 0.5)
    }

    @Test func filledContoursAreBandsBetweenTheirLevels() throws {
        let panel = try Self.figure("plt.contourf([[0, 1, 4], [1, 2, 5], [4, 5, 8]], levels=[0, 2, 4, 8], cmap='gray')")
            .panels[0]
        let colors = try #require(panel.colors)
        #expect(colors.color(of: 0.5) == colors.color(of: 1.5) && colors.color(of: 1.5) != colors.color(of: 2.5))
        #expect(colors.marks == [0, 2, 4, 8])
    }

    @Test func aSurfaceKeepsItsMapItsHeightAndWhatIsDrawnInItsSpace() throws {
        let panel = try Self.figure(
            """
            ax = plt.figure().add_subplot(111, projection='3d')
            ax.plot_surface([0, 1], [0, 1], [[0, 10], [20, 30]], cmap='plasma')
            ax.plot([0, 1], [0, 1], [0, 40], 'r--'); ax.scatter([0, 1], [1, 0], [5, -5], c='k', s=20)
            ax.set_zlabel('loss'); ax.view_init(20, 45)
            """
        ).panels[0]
        #expect(panel.eye == Eye(elevation: 20, azimuth: 45) && panel.z.label == "loss")
        #expect(panel.z.range.contains(40) && panel.z.range.contains(-5) && panel.colors?.palette == .named("plasma"))
        guard case .space(let line) = panel.layers[1], case .space(let signs) = panel.layers[2] else {
            Issue.record("\(panel.layers)")
            return
        }
        #expect(line.heights == [0, 40] && line.pattern == .dashed && signs.symbol == .dot && !signs.hasLine)
    }

    @Test func aSecondAxisStandsOnTheRight() throws {
        let panel = try Self.figure(
            """
            fig, ax = plt.subplots(); ax.plot([1, 2], [0, 1]); ax2 = ax.twinx()
            line, = ax2.plot([1, 2], [100, 300], label='accuracy'); ax2.set_ylabel('%'); ax2.set_ylim(0, 400)
            ax.legend([line], ['b'])
            """
        ).panels[0]
        guard case .curve(let curve) = panel.layers[1] else { return }
        #expect(panel.second?.range == 0...400 && panel.second?.label == "%" && curve.name == "b")
        #expect(abs(panel.y.share(curve.points[1].y) - 0.75) < 1e-12)
    }

    @Test func axesAreSharedInvertedAndEqual() throws {
        let figure = try Self.figure(
            """
            fig, axes = plt.subplots(2, 2, sharex=True, sharey='row')
            axes[0, 0].plot([0, 10], [0, 1]); axes[:, 1][0].plot([0, 1], [0, 9]); axes.flat[2].plot([5], [7])
            axes.ravel()[3].set_xlim(3, 0); axes[1, 1].set_aspect('equal'); axes[1, 1].plot([1, 2])
            """)
        let panels = figure.panels
        #expect(panels[0].x.range == panels[1].x.range && panels[0].y.range == panels[1].y.range)
        #expect(panels[2].y.range != panels[0].y.range && panels[3].x.isReversed && panels[3].isEqual)
    }

    @Test(arguments: [
        ("$\\alpha^2$", "α²"), ("$x_1$ and $x_{10}$", "x₁ and x₁₀"), ("$\\eta = 10^{-3}$", "η = 10⁻³"),
        ("$\\nabla f(\\theta_t)$", "∇f(θₜ)"), ("$\\frac{1}{2}\\|w\\|^2$", "1/2‖w‖²"), ("$\\hat{y}$", "y\u{302}"),
        ("$\\mathcal{L}_{max}$", "ℒₘₐₓ"), ("$\\sqrt{x+1}$", "√(x + 1)"), ("costs $5", "costs $5"),
        ("$\\lambda_{\\max} \\leq 2/\\eta$", "λₘₐₓ ≤ 2/η"),
    ])
    func formulasBecomePlainCharacters(text: String, plain: String) { #expect(PlotText.plain(text) == plain) }

    @Test func arrowsLeadFromTheTextToThePlace() throws {
        let layers = try Self.layers(
            """
            plt.annotate('best', xy=(1, 2), xytext=(3, 4), arrowprops=dict(arrowstyle='->', color='red'))
            plt.axvspan(1, 2, color='g', alpha=0.5); plt.axhline(1, color='r', ls=':', xmin=0.5)
            plt.quiver([0, 1], [0, 1], [1, 0], [0, 1], angles='xy', scale_units='xy', scale=2)
            """)
        guard case .note(let note) = layers[0], case .guide(let span) = layers[1], case .guide(let line) = layers[2],
            case .arrows(let arrows) = layers[3]
        else {
            Issue.record("\(layers)")
            return
        }
        #expect(note.place == Point(3, 4) && note.target == Point(1, 2) && note.arrowColor != nil)
        #expect(span.end == 2 && span.opacity == 0.5 && line.pattern == .dotted && line.reach == 0.5...1)
        #expect(arrows.scale == 2 && arrows.by == [Point(1, 0), Point(0, 1)])
    }

    @Test func histogramsWeighCumulateAndAreLines() throws {
        let session = try Self.session(
            "n, e, _ = plt.hist([0, 1, 1, 2], bins=2, weights=[1, 2, 2, 5], cumulative=True, histtype='step')")
        #expect(try session.evaluate("n").value.repr == "array([ 1., 10.])")
        let layers = try Self.layers("plt.fill_between([0, 1, 2, 3], [1, 1, 1, 1], where=[True, True, False, True])")
        #expect(layers.count == 2)
    }

    @Test func stairsStandOnTheirBaselineAndEventsInRows() throws {
        let layers = try Self.layers(
            "plt.stairs([2, 5], [0, 1, 3]); plt.eventplot([[1, 2], [4]], linelengths=0.5, colors=['r', 'b'])")
        guard case .curve(let stairs) = layers[0], case .curve(let one) = layers[1], case .curve(let other) = layers[2]
        else {
            Issue.record("\(layers)")
            return
        }
        #expect(
            stairs.points == [Point(0, 0), Point(0, 2), Point(1, 2), Point(1, 5), Point(3, 5), Point(3, 0)])
        #expect(one.points[0] == Point(1, 0.75) && one.points[1] == Point(1, 1.25) && one.points.count == 6)
        #expect(other.points[0] == Point(4, 1.75) && Color.cycled(other.color) != Color.cycled(one.color))
        #expect(Self.refusal("plt.stairs([1, 2], [0, 1])")?.problem.contains("2 edges for 2 levels") == true)
    }

    @Test func barsWithoutAPlaceAreLeftOut() throws {
        let layers = try Self.layers("plt.bar([1, 2], [3, 4], width=[1, float('inf')])")
        guard case .bars(let bars) = layers[0] else { return }
        #expect(bars.bars[0].height == 3 && bars.bars[1].height.isNaN)
    }

    @Test func eachFrameOfSeveralHasItsOwnLegend() throws {
        let panels = try Self.figure(
            "fig, ax = plt.subplots(1, 2); ax[0].plot([1, 2], label='a'); ax[0].legend(loc='lower left'); ax[1].plot([2, 1])"
        ).panels
        #expect(panels[0].legend == .at(across: 0, up: 0) && panels[1].legend == nil)
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
        ("plt.pie([-1, 2])", "a wedge of a negative size"), ("plt.pie([1, 2], labels=['a'])", "labels has 1 values"),
        ("plt.axline((0, 0))", "axline with one place"), ("plt.arrow(0, 0, 0, 0)", "an arrow of no length"),
        ("plt.hexbin([1, 2], [1, 2], gridsize=0)", "gridsize = 0"),
        ("plt.fill([1, 2])", "x without y"), ("plt.gca().add_patch(3)", "patch"),
        ("plt.imshow([[0, 1], [2, 3]], cmap='virids')", "'virids' is no colour map"),
        ("plt.plot([1, 2]); plt.colorbar()", "nothing in this frame has colours"),
        ("plt.contour([[0, 1], [2, 3]], levels=[3, 1])", "levels = [3, 1]"),
        ("plt.plot([1, 2], ls='wavy')", "no style of a line"), ("plt.plot([1, 2], marker='q')", "no marker"),
        ("plt.plot([1, 2]); plt.legend(loc='top')", "no place of a legend"),
        ("plt.subplot(projection='polar')", "'polar' is not drawn here"),
        ("plt.hist([1, 2], color=[])", "[] is no colour"), ("plt.ylim(float('nan'), 1)", "limits that are not finite"),
        ("plt.hist([1, 2], bins=[float('nan'), 1])", "bins = "),
        ("plt.errorbar([1, 2], [1, 2], yerr=[])", "yerr has 0 numbers"),
        ("plt.hist([1, 2], weights=[1, 2, 3])", "3 weights for 2 values"),
        ("plt.scatter([1, 2], [1, 2], c=[1, 2, 3, 4])", "c has 4 numbers for 2 points"),
    ])
    func whatCannotBeDrawnIsSaid(code: String, problem: String) {
        let found = Self.refusal(code)?.problem ?? "nothing"
        #expect(found.contains(problem), "\(code): \(found)")
    }
}
