public import Answers
public import Figures
import Landscapes
public import Numbers
import Optimizers
import Pictures

extension Playground {
    /// The picture of a landscape without a path.
    struct Scene: Sendable {
        let ground: Int
        let region: Domain
        let figure: Figure
    }

    /// The line, how the run goes, the picture of it, and the keys: everything that a screen of this size shows.
    ///
    /// The picture of the landscape is made once for each landscape and frame; a key costs the run and its path.
    ///
    /// - Parameters:
    ///   - seconds: what the run may take; where that is too little its first steps are shown, and `isCut` is true. nil for the whole
    ///     run.
    ///   - work: ends a landscape's picture, and a run, that take long.
    public mutating func sheet(on place: Capabilities, within seconds: Double? = nil, work: Work = Work()) -> TextSheet
    {
        var sheet = TextSheet(width: place.width, height: place.height, colors: place.colors, unicode: place.unicode)
        sheet.write(line, column: 0, row: 0, .strong)
        let figure: Figure
        var account = ""
        do {
            let scene = try prepared(work)
            let run = try seconds.map { try begun(within: $0, work: work) } ?? run(work: work)
            cut = run.wasCut ? seconds : nil
            account = (run.wasCut ? "the first steps: " : "") + run.account
            figure = Playground.figure(scene.figure, with: run)
        } catch {
            cut = nil
            account = Playground.told(error)
            figure = scene?.figure ?? Figure(title: "", panels: [])
        }
        sheet.write(refusal.isEmpty ? account : refusal, column: 0, row: 1, refusal.isEmpty ? .plain : .faint)
        if showsKeys {
            for (row, entry) in Playground.keys.enumerated() where Playground.top + row < place.height - 1 {
                sheet.write(entry.keys, column: 2, row: Playground.top + row, .strong)
                sheet.write(entry.meaning, column: 26, row: Playground.top + row)
            }
        } else if !figure.panels.isEmpty {
            sheet.put(Playground.picture(on: place).sheet(figure), row: Playground.top)
        }
        // What a picture that is too high for the screen covers is written last.
        sheet.write(String(repeating: " ", count: place.width), column: 0, row: place.height - 1)
        sheet.write(Playground.reminder(place.width), column: 0, row: place.height - 1, .faint)
        return sheet
    }

    /// Whether the sheet shows only the first steps of the run.
    public var isCut: Bool { cut != nil }

    /// The place of the landscape that a cell of the sheet shows; nil outside of the picture.
    public func point(column: Int, row: Int, on place: Capabilities) -> Point? {
        guard let scene, !showsKeys else { return nil }
        return Playground.picture(on: place).place(column: column, row: row - Playground.top, in: scene.figure)
            .map { Point($0.x, $0.y) }
    }

    /// The picture of the landscape and the run, for a window; where the method cannot run there the landscape alone, and why.
    public mutating func figure(within seconds: Double? = nil, work: Work = Work()) throws -> Figure {
        let scene = try prepared(work)
        var figure = scene.figure
        let account: String
        do {
            let run = try seconds.map { try begun(within: $0, work: work) } ?? run(work: work)
            cut = run.wasCut ? seconds : nil
            figure = Playground.figure(scene.figure, with: run)
            account = run.account
        } catch let mistake as Mistake {
            cut = nil
            account = Playground.told(mistake)
        }
        figure.title = line
        figure.caption =
            showsKeys
            ? (Playground.keys.dropLast(2) + [("q", "leaves")]).map { "\($0.keys): \($0.meaning)" }
            : [refusal.isEmpty ? account : refusal]
        return figure
    }

    // MARK: - Pieces

    /// What went wrong, in one line.
    static func told(_ error: any Error) -> String {
        guard let mistake = error as? Mistake else { return "\(error)" }
        return [mistake.problem, mistake.expected ?? ""].filter { !$0.isEmpty }.joined(separator: "; expected ")
    }

    /// Rows above the picture.
    private static let top = 2

    private static func picture(on place: Capabilities) -> TextPicture {
        TextPicture(width: place.width, height: place.height - top - 1, colors: place.colors, unicode: place.unicode)
    }

    /// The picture of the landscape, made anew where landscape or frame have changed.
    private mutating func prepared(_ work: Work) throws -> Scene {
        let ground = ground
        if let scene, scene.ground == groundIndex, scene.region == ground.region { return scene }
        let isCurve = ground.landscape.dimension == 1
        var figure = try ground.landscape.figure(
            PlotOptions(x: ground.region.x, y: isCurve ? nil : ground.region.y, title: ""), work: work)
        figure.caption = []
        let made = Scene(ground: groundIndex, region: ground.region, figure: figure)
        scene = made
        return made
    }

    private static func figure(_ scene: Figure, with run: Run) -> Figure {
        guard var panel = scene.panels.first else { return scene }
        let trajectory = run.trajectory.drawn
        let objective = run.objective
        panel.layers +=
            objective.dimension == 1
            ? trajectory.steps(on: { objective.value(at: $0) }, isNamed: false)
            : [trajectory.way(isNamed: false), .mark(Mark(.start, at: run.start))]
        var figure = scene
        figure.panels[0] = panel
        return figure
    }

    /// What the keys do; a window has room for four lines of them, and says the last two in a word.
    static let keys: [(keys: String, meaning: String)] = [
        ("arrows", "move the start; with Shift finely"),
        ("a click, or dragging", "drops the start there"),
        ("+ -", "a larger or smaller rate"),
        ("M m", "more or less momentum (or β₁)"),
        ("B b", "more or less of the next β; V v of the third"),
        ("S s", "more or fewer steps"),
        ("r R", "the next rule, the one before"),
        ("f F, Page Down and Up", "the next landscape, the one before"),
        ("z Z, the wheel", "shows less of the landscape, more of it"),
        ("0, Home", "start, frame and rule as they were"),
        ("? h", "shows and hides these keys"),
        ("q, Esc, Ctrl-C", "leaves: the run is _, and its line is printed"),
    ]

    /// The keys in as much of one line as there is.
    private static func reminder(_ width: Int) -> String {
        let long =
            "arrows/click start · +- rate · Mm momentum · Bb β₂ · Ss steps · rR rule · fF landscape · zZ zoom · ? keys · q leaves"
        let short = "arrows start · +- rate · Mm momentum · r rule · f landscape · ? keys · q leaves"
        return [long, short].first { $0.columns <= width } ?? "? keys · q leaves"
    }
}
