import Answers
import Numbers
import Testing

@testable import Figures

@Suite("Sheets of character cells")
struct SheetTests {
    private let picture = TextPicture(width: 80, height: 24, colors: .trueColor, unicode: true)

    /// What a terminal shows at the end: each cell's character, after absolute moves, styles and a clearing.
    private static func shown(_ texts: [String], width: Int, height: Int) -> [String] {
        var cells = [[Character]](repeating: [Character](repeating: " ", count: width), count: height)
        var (row, column) = (0, 0)
        for text in texts {
            var rest = Substring(text)
            while let character = rest.popFirst() {
                guard character == "\u{1B}" else {
                    cells[row][column] = character
                    column += 1
                    continue
                }
                let body = rest.dropFirst().prefix { !$0.isLetter }
                let end = rest.dropFirst(body.count + 1).first
                rest = rest.dropFirst(body.count + 2)
                if end == "H" {
                    let place = body.split(separator: ";").compactMap { Int($0) }
                    (row, column) = (place[0] - 1, place[1] - 1)
                } else if end == "J" {
                    cells = [[Character]](repeating: [Character](repeating: " ", count: width), count: height)
                }
            }
        }
        return cells.map { String($0).withoutTrailingSpaces }.map(String.init)
    }

    @Test("a sheet's lines are what the picture draws")
    func sameLines() {
        for (name, figure) in Example.everyKind {
            let sheet = picture.sheet(figure)
            #expect(sheet.lines == picture.draw(figure), "\(name)")
            #expect(sheet.height == sheet.lines.count, "\(name)")
        }
    }

    @Test("what changed from one sheet to the next makes the terminal show the next")
    func changes() {
        var sheets: [TextSheet] = []
        for rate in [0.0005, 0.001, 0.0015] {
            var sheet = TextSheet(width: 80, height: 24, colors: .trueColor, unicode: true)
            sheet.put(picture.sheet(.contour(Example.valley, trajectories: [Example.descent(rate: rate)])), row: 1)
            sheet.write("rate \(rate)", column: 0, row: 0, .strong)
            sheets.append(sheet)
        }
        var sent: [String] = []
        var before: TextSheet?
        for sheet in sheets {
            sent.append(sheet.changes(since: before))
            before = sheet
            #expect(Self.shown(sent, width: 80, height: 24) == sheet.plainLines)
        }
        #expect(sheets[2].changes(since: sheets[2]) == "")
        #expect(sent[1].utf8.count * 3 < sent[0].utf8.count, "\(sent[1].utf8.count) bytes after \(sent[0].utf8.count)")
        let larger = TextSheet(width: 81, height: 24, colors: .trueColor, unicode: true)
        #expect(larger.changes(since: sheets[0]).hasPrefix("\u{1B}[0m\u{1B}[2J"))
    }

    @Test("a cell knows the place that it shows, and a mark at that place is drawn in that cell")
    func places() throws {
        for figure in [
            Figure.contour(Example.valley), .contour(Example.camel, trajectories: [Example.descent(Example.camel)]),
        ] {
            for (column, row) in [(30, 8), (50, 12), (12, 15)] {
                let place = try #require(picture.place(column: column, row: row, in: figure))
                var marked = figure
                marked.panels[0].layers.append(.mark(Mark(.maximum, at: Point(place.x, place.y))))
                let line = Array(picture.sheet(marked).plainLines[row])
                #expect(line[column] == "A", "\(String(line))")
            }
            #expect(picture.place(column: 0, row: 0, in: figure) == nil)
            #expect(picture.place(column: 79, row: 23, in: figure) == nil)
            #expect(picture.place(column: -1, row: 500, in: figure) == nil)
        }
    }

    @Test("the message of a figure stands whole below its title, on a page as in characters, in every style")
    func message() {
        var figure = Figure.contour(Example.valley)
        figure.message =
            "At rate 0.9 every step jumps over the minimum, at rate 0.1 none does, and both come to the same loss of 0.0111."
        for style in FigureStyle.allCases {
            figure.style = style
            let page = PageSize(width: 960, height: 720).set(in: style)
            let texts = PageLayout(figure, page: page).texts.map(\.text).joined(separator: " ")
            #expect(texts.contains(figure.message), "\(style): \(texts)")
            let lines = picture.draw(figure).prefix(4).joined(separator: " ")
            #expect(lines.contains("jumps over the minimum"), "\(lines)")
        }
    }

    @Test("an animation of a function of one variable shows one step more in each frame, its end where it has come to")
    func stepsGrow() throws {
        let bowl = LossSurface(name: "bowl", x: -3...3, y: 0...1, minima: [Point(0, 0)]) { $0.x * $0.x }
        let points = (0..<8).map { Point(3 * Double($0 % 2 == 0 ? 1 : -1) * 0.8.power($0), 0) }
        let steps = Trajectory(name: "SGD", landscape: "bowl", points: points, losses: points.map { $0.x * $0.x })
        let animation = Animation(growing: .curve(bowl, trajectories: [steps]), frames: 8)
        let shown = animation.frames.map { frame in
            frame.panels[0].layers.compactMap { layer -> Int? in
                guard case .curve(let curve) = layer, !curve.isBackground else { return nil }
                return curve.visiblePoints.count
            }
        }
        #expect(shown.first == [1] && shown.last == [8])
        let end = animation.frames[0].panels[0].layers.compactMap { layer -> Point? in
            guard case .mark(let mark) = layer, mark.kind == .end else { return nil }
            return mark.point
        }
        #expect(end == [Point(3, 9)])
    }

    @Test("what gnuplot tells of its window is a key, a press or its end, and nothing else")
    func windowEvents() {
        let event = FigureWindow.Events.event
        #expect(event("event 43 -1 0.5 0.25") == .key(43))
        #expect(event("event 1 1 -0.5 2") == .press(Point(-0.5, 2)))
        #expect(event("event -1 -1 0 0") == .closed)
        for line in ["", "event", "event a b c d", "warning: 1 2 3 4", "event 1 1 2"] {
            #expect(event(line) == nil, "\(line)")
        }
    }
}

extension Double {
    fileprivate func power(_ exponent: Int) -> Double { (0..<exponent).reduce(1) { product, _ in product * self } }
}
