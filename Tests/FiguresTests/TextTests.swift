import Answers
import Numbers
import Testing

@testable import Figures

@Suite("Pictures in characters")
struct TextTests {
    @Test(
        "no line is wider than the terminal and the picture fits its height",
        arguments: [
            (80, 24), (72, 20), (40, 16), (20, 12), (200, 50),
        ])
    func fits(width: Int, height: Int) {
        for (name, figure) in Example.everyKind where figure.panels.count == 1 {
            for colors in [TextColors.none, .trueColor] {
                let lines = TextPicture(width: width, height: height, colors: colors, unicode: true).draw(figure)
                let widest = lines.map { Self.bare($0).columns }.max() ?? 0
                #expect(widest <= width, "\(name) at \(width)×\(height): \(widest) columns")
                #expect(lines.count <= height, "\(name) at \(width)×\(height): \(lines.count) lines")
                #expect(lines.count > 3, "\(name) at \(width)×\(height): only \(lines.count) lines")
            }
        }
    }

    @Test(
        "without colours there are no escape sequences, without Unicode only ASCII",
        arguments: Example.everyKind.map(\.name))
    func plain(kind: String) throws {
        let figure = try #require(Example.everyKind.first { $0.name == kind }?.figure)
        let plain = TextPicture(width: 80, height: 24, colors: .none, unicode: true).draw(figure).joined()
        #expect(!plain.unicodeScalars.contains { $0.value < 32 })
        let ascii = TextPicture(width: 80, height: 24, colors: .none, unicode: false).draw(figure).joined()
        #expect(ascii.unicodeScalars.allSatisfy { $0.isASCII && $0.value >= 32 })
    }

    @Test("without colours notes have letters of their own, and a dashed curve the capital of its colour's sign")
    func signs() {
        let curves = [false, true].map { isDashed in
            PanelLayer.curve(
                CurveLayer(
                    [Point(0, isDashed ? 8 : 2), Point(10, isDashed ? 8 : 2)], name: isDashed ? "p99" : "p50", color: 1,
                    isDashed: isDashed))
        }
        let names = ["float32", "int8", "int4"]
        let marks = names.enumerated().map {
            PanelLayer.mark(Mark(.note, at: Point(Double(2 + 3 * $0.offset), 5), name: $0.element))
        }
        let panel = Panel(x: Axis("a", 0...10), y: Axis("b", 0...10), layers: curves + marks)
        let figure = Figure(title: "Ways", panels: [panel])
        let lines = TextPicture(width: 80, height: 24, colors: .none, unicode: true).draw(figure)
        let key = lines.joined(separator: "  ")
        for entry in ["x p50", "X p99", "A float32", "B int8", "C int4"] { #expect(key.contains(entry), "\(key)") }
        #expect(lines.contains { $0.contains("xxxxx") } && lines.contains { $0.contains("XXXXX") })
        #expect(lines.contains { line in ["A", "B", "C"].allSatisfy { line.contains($0) } && !line.contains("N") })
    }

    @Test("the name of the horizontal axis is shown whole, below the numbers where these leave no room beside them")
    func axisNames() throws {
        for name in ["novelty", "novelty: share of texts that nobody has written"] {
            let panel = Panel(
                x: Axis(name, 0...10), y: Axis("quality", 0...10),
                layers: [.curve(CurveLayer([Point(0, 0), Point(10, 10)]))])
            for width in [60, 80] {
                let lines = TextPicture(width: width, height: 24, colors: .none, unicode: true).draw(
                    Figure(title: "t", panels: [panel]))
                let row = try #require(lines.firstIndex { $0.hasSuffix(name) }, "\(lines)")
                let axis = try #require(lines.firstIndex { $0.contains("└") })
                #expect(row > axis && lines.count <= 24, "\(lines)")
                #expect(!lines.contains { $0.contains("across") })
            }
        }
    }

    @Test(
        "a key that is longer than its room says how many more there are, and tells lines that stand from lines that lie"
    )
    func longKey() {
        let marks = (0..<26).map {
            PanelLayer.mark(Mark(.note, at: Point(Double($0) / 3, 5), name: "a long name \($0)"))
        }
        let guides = [
            PanelLayer.guide(GuideLine(.horizontal, at: 2, name: "lies")),
            .guide(GuideLine(.vertical, at: 2, name: "stands")),
        ]
        let panel = Panel(x: Axis("a", 0...10), y: Axis("b", 0...10), layers: guides + marks)
        let lines = TextPicture(width: 60, height: 20, colors: .none, unicode: true).draw(
            Figure(title: "t", panels: [panel]))
        let key = lines.joined(separator: "\n")
        #expect(key.contains("┄ lies") && key.contains("┆ stands"), "\(key)")
        #expect(!key.contains("a long name 25") && lines.last?.hasSuffix(" more") == true, "\(key)")
        #expect(lines.allSatisfy { $0.columns <= 60 } && lines.count <= 20, "\(key)")
    }

    @Test("a band is closed between its points, however far apart these stand")
    func bandIsClosed() throws {
        let mean = DataSeries("mean", [Point(0, 5), Point(10, 5)], low: [0, 0], high: [10, 10])
        let figure = Figure.curves([mean], title: "t", x: "epoch", y: "loss", isLog: false)
        let lines = TextPicture(width: 60, height: 20, colors: .none, unicode: true).draw(figure)
        let row = try #require(lines.first { $0.contains("░") })
        #expect(row.suffix(50).allSatisfy { $0 == "░" }, "\(row)")
    }

    @Test("small panels of the same groups say once what their signs mean")
    func sharedKey() {
        let groups = [
            Points([Point(0, 1)], name: "class 0", color: 0), Points([Point(1, 0)], name: "class 1", color: 1),
        ]
        let panels = (0..<9).map {
            Panel(title: "epoch \($0)", x: Axis("a", 0...1), y: Axis("b", 0...1), layers: groups.map { .points($0) })
        }
        let lines = TextPicture(width: 80, height: 24, colors: .none, unicode: true).draw(
            Figure(title: "t", panels: panels))
        let text = lines.joined(separator: "\n")
        #expect(text.ranges(of: "class 0").count == 1, "\(text)")
        #expect(text.contains("o class 0  x class 1") && text.contains("epoch 8"), "\(text)")
    }

    @Test("small multiples share one key and their numbers at the edge, and fit a screen")
    func smallMultiples() {
        let grid = ValueGrid(columns: 9, rows: 9, x: -1...1, y: -1...1) { $0.x + $0.y }
        let scale = ColorScale(signed: grid.values, label: "activation")
        let panels = (0..<8).map { unit in
            Panel(
                title: "neuron \(unit)", x: Axis("a", -1...1), y: Axis("b", -1...1), colors: scale,
                layers: [.field(Field(grid))])
        }
        let figure = Figure(title: "Neurons", panels: panels)
        let lines = TextPicture(width: 80, height: 24, colors: .none, unicode: true).draw(figure)
        #expect(lines.count <= 24)
        #expect(lines.count { $0.contains("activation −2 to 2: = - below 0, + # above") } == 1)
        let layout = PageLayout(figure, page: PageSize(width: 1000, height: 750))
        #expect(layout.numbered.filter(\.y).count == 3, "numbers up in \(layout.numbered.filter(\.y).count) panels")
        #expect(Array(layout.colorBars.keys) == [0])
    }

    @Test("a sheet shows as many images as can be recognised, and says so")
    func sheetIsCut() throws {
        var sheet = Regions(
            columns: 8 * 29 - 1, rows: 29 * 6 - 1, x: 0...230, y: 0...172,
            kinds: [Int](repeating: 0, count: (8 * 29 - 1) * (29 * 6 - 1)), names: [])
        sheet.places = sheet.kinds.map { _ in 0.9 }
        sheet.tile = 29
        var panel = Panel(x: Axis("", -0.5...230.5), y: Axis("", -0.5...172.5), layers: [.regions(sheet)])
        panel.isImage = true
        let figure = Figure(title: "Images", panels: [panel])
        let lines = TextPicture(width: 80, height: 24, colors: .none, unicode: true).draw(figure)
        #expect(lines.last == "shown of the sheet: 2 across, 1 down")
        #expect(lines.count <= 24)
        #expect(
            TextPicture(width: 400, height: 200, colors: .trueColor, unicode: true).draw(figure).last?.contains("shown")
                == false)
    }

    @Test("the valley is blank, the slopes are dense, and the path lies in the valley")
    func valleyAndPath() throws {
        let trajectory = Example.descent(rate: 0.0003)
        let picture = TextPicture(width: 72, height: 20, colors: .none, unicode: false)
        let lines = picture.draw(Figure.contour(Example.valley, trajectories: [trajectory]))
        let signs = lines.joined().filter { $0 == "o" }.count
        #expect(signs > 25, "only \(signs) signs of the path")
        // On each row that the path crosses, the corner of the frame is denser than what lies beside the path.
        let ramp = Array(" .:-=+*#%")
        for line in lines where line.contains("oo") && line.contains("|") {
            let area = line.drop { $0 != "|" }.dropFirst()
            guard let edge = area.first, let place = ramp.firstIndex(of: edge) else { continue }
            #expect(place >= 5, "the edge of '\(line)' is not dense")
        }
    }

    @Test("a small picture of a bowl is drawn like this")
    func bowl() {
        let bowl = LossSurface(name: "bowl", x: -2...2, y: -2...2, minima: [Point(0, 0)], minimumValue: 0) {
            $0.x * $0.x + $0.y * $0.y
        }
        let lines = TextPicture(width: 40, height: 13, colors: .none, unicode: false).draw(Figure.contour(bowl))
        #expect(lines.count == 13)
        #expect(lines.first == "bowl")
        #expect(lines.contains { $0.contains("M minimum (0, 0)") }, "\(lines)")
        let middle = lines.first { $0.contains("M") && $0.contains("|") || $0.contains("M") && $0.contains("+") } ?? ""
        let area = Array(middle.drop { $0 != "|" && $0 != "+" }.dropFirst())
        let half = area.count / 2
        #expect(
            area.firstIndex(of: "M").map { abs($0 - half) <= 1 } == true,
            "the minimum is not in the middle of '\(middle)'")
        // Density falls towards the middle and rises again.
        let ramp = Array(" .:-=+*#%")
        let left = area.prefix(half - 1).compactMap { ramp.firstIndex(of: $0) }
        #expect(zip(left, left.dropFirst()).allSatisfy { $0 >= $1 }, "'\(middle)' is not falling to the middle")
    }

    @Test("bars with names are a list with their numbers")
    func bars() {
        let lines = TextPicture(width: 40, height: 10, colors: .none, unicode: false)
            .draw(.bars([("Adam", 10), ("SGD", 5)], title: "Steps", label: "steps"))
        #expect(
            lines == ["Steps", "     steps", "Adam ############################### 10", "SGD  ################ 5"])
    }

    @Test("escape sequences in names do not reach the terminal")
    func escapes() {
        let figure = InertTests.figure(of: ["\u{1b}[2Jx\u{7}\u{9b}31m"])
        for colors in [TextColors.none, .trueColor] {
            let text = TextPicture(width: 80, height: 24, colors: colors, unicode: true).draw(figure).joined()
            #expect(!text.contains("\u{1b}[2J") && !text.contains("\u{7}") && !text.contains("\u{9b}"))
        }
    }

    static func bare(_ line: String) -> String { line.replacing(/\u{1b}\[[0-9;]*m/, with: "") }
}

@Suite("What a terminal can show is read from its environment")
struct CapabilityTests {
    typealias Case = (environment: [String: String], wanted: Capabilities)
    static let cases: [Case] = [
        (["TERM": "dumb", "LANG": "C.UTF-8"], Capabilities(unicode: false)),
        (["TERM": "xterm"], Capabilities(colors: .sixteen)),
        (["TERM": "xterm-256color"], Capabilities(colors: .indexed256)),
        (["TERM": "xterm-256color", "COLORTERM": "truecolor"], Capabilities(colors: .trueColor)),
        (["TERM": "xterm-256color", "NO_COLOR": "1"], Capabilities()),
        (["TERM": "xterm-256color", "LANG": "de_DE.ISO-8859-1"], Capabilities(colors: .indexed256, unicode: false)),
        (["TERM": "xterm-kitty", "KITTY_WINDOW_ID": "1"], Capabilities(colors: .trueColor, graphics: .kitty)),
        (["TERM": "screen-256color", "TMUX": "x", "KITTY_WINDOW_ID": "1"], Capabilities(colors: .indexed256)),
        (
            ["TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"],
            Capabilities(colors: .indexed256, graphics: .iTerm2)
        ),
        (["TERM": "foot"], Capabilities(colors: .indexed256, graphics: .sixel)),
        (["TERM": "xterm", "DISPLAY": ":0"], Capabilities(colors: .sixteen, hasDisplay: true)),
        (["TERM": "xterm", "DISPLAY": ":10", "SSH_CONNECTION": "x"], Capabilities(colors: .sixteen)),
    ]

    @Test("capabilities", arguments: cases.indices)
    func capabilities(index: Int) {
        let one = Self.cases[index]
        let found = Capabilities(environment: one.environment, isTerminal: true, width: 80, height: 24)
        #expect(found == one.wanted, "\(one.environment)")
    }

    @Test("a pipe gets plain characters, whatever the terminal could do")
    func pipe() {
        let environment = ["TERM": "xterm-kitty", "KITTY_WINDOW_ID": "1", "DISPLAY": ":0", "COLORTERM": "truecolor"]
        #expect(Capabilities(environment: environment, isTerminal: false, width: 80, height: 24) == Capabilities())
    }

    @Test(
        "without gnuplot a picture is still shown, in characters",
        arguments: [
            Capabilities(hasDisplay: true), Capabilities(graphics: .kitty), Capabilities(graphics: .sixel),
            Capabilities(),
        ])
    func degrades(place: Capabilities) throws {
        let presenter = Presenter(gnuplot: Gnuplot(program: "no-such-gnuplot"))
        guard case .text(let text) = try presenter.show(Figure.contour(Example.valley), on: place) else {
            Issue.record("not in characters")
            return
        }
        #expect(text.contains("rosenbrock"))
    }

    @Test(
        "a terminal with graphics gets the real picture",
        arguments: [
            (Capabilities.Graphics.kitty, "\u{1b}_Ga=T,f=100"), (.iTerm2, "\u{1b}]1337;File="), (.sixel, "\u{1b}P"),
        ])
    func graphics(kind: Capabilities.Graphics, head: String) throws {
        let place = Capabilities(width: 60, height: 20, colors: .trueColor, graphics: kind)
        guard case .graphics(let text) = try Presenter().show(Figure.contour(Example.valley), on: place) else {
            Issue.record("\(kind): no graphics")
            return
        }
        #expect(text.hasPrefix(head), "\(text.prefix(20))")
        #expect(text.utf8.count > 2000)
    }

    @Test("base64", arguments: [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")])
    func base64(text: String, wanted: String) { #expect(TerminalGraphics.base64(Array(text.utf8)) == wanted) }
}

@Suite("A figure in words")
struct SentenceTests {
    @Test("a path's start, end, fall and distance are said")
    func path() {
        let figure = Figure.contour(Example.valley, trajectories: [Example.descent(rate: 0.0003)])
        for part in [
            "starts at (−1.5, 2)", "after 500 steps", "the loss falls from 12.5 to", "from the minimum at (1, 1)",
        ] {
            #expect(figure.sentence.contains(part), "'\(part)' is missing in '\(figure.sentence)'")
        }
    }

    @Test("zigzag and divergence are named")
    func trouble() {
        let ravine = LossSurface(name: "ravine", x: -2...2, y: -2...2, minima: [Point(0, 0)], minimumValue: 0) {
            $0.x * $0.x + 50 * $0.y * $0.y
        }
        let zigzag = Example.descent(ravine, from: Point(1.5, 1), rate: 0.0195, momentum: 0, steps: 30)
        #expect(Figure.contour(ravine, trajectories: [zigzag]).sentence.contains("zigzags"))
        let wild = Example.descent(ravine, from: Point(1.5, 1), rate: 0.05, momentum: 0, steps: 40)
        #expect(Figure.contour(ravine, trajectories: [wild]).sentence.contains("diverges"))
        let calm = Example.descent(ravine, from: Point(1.5, 0), rate: 0.01, momentum: 0, steps: 30)
        #expect(!Figure.contour(ravine, trajectories: [calm]).sentence.contains("zigzags"))
    }

    @Test("every picture says something", arguments: Example.everyKind.map(\.name))
    func everyKind(kind: String) throws {
        let figure = try #require(Example.everyKind.first { $0.name == kind }?.figure)
        #expect(figure.sentence.count > 15 && figure.sentence.hasSuffix("."), "\(figure.sentence)")
    }
}
