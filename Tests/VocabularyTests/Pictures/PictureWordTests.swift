import Foundation
import Language
import Answers
import Testing

@testable import Vocabulary

@Suite("Pictures in the language")
struct PictureWordTests {
    private static func value(_ lines: String...) throws -> Value {
        let session = Session(registry: Vocabulary.registry)
        var last = Value.none
        for line in lines { last = try session.evaluate(line).value }
        return last
    }

    /// The title of the picture of each kind of value, by what it must contain.
    static let kinds: [(line: String, title: String)] = [
        ("plot(rosenbrock)", "rosenbrock"), ("plot(parabola)", "parabola"),
        ("plot(lambda x, y: x^2 + 3*y^2)", "lambda"),
        ("plot(lambda x: x^2)", "lambda"),
        ("plot(minimize(rosenbrock, Adam(lr=0.05), steps=20))", "Adam(lr=0.05) on rosenbrock"),
        ("plot(minimize(parabola, SGD(0.1), start=2, steps=5))", "on parabola"),
        ("plot(minimize(rosenbrock, BFGS(), steps=20))", "BFGS"),
        ("plot(compare(rosenbrock, [Adam(0.05), SGD(0.001)], steps=20))", "Adam(lr=0.05) and SGD(lr=0.001)"),
        ("plot(minimize(sphere, SGD(0.1), steps=5), minimize(booth, SGD(0.01), steps=5))", "2 landscapes"),
        ("plot([minimize(sphere, SGD(r), start=(1, 1), steps=5) for r in [0.1, 0.2]])", "on sphere"),
        ("plot(minimize(rosenbrock, SGD(0.1), steps=50))", "on rosenbrock"),
        ("plot(CosineDecay(0.1, 100))", "CosineDecay"), ("plot([CosineDecay(0.1, 100), constant(0.1)])", "2 schedules"),
        ("plot([1, 4, 9, 16])", "4 numbers"), ("plot([1, 2], [3, 4])", "2 points"),
        ("plot([[1, 2, 3], [4, 5, 6]])", "2 lists"),
        ("plot([(1, 2), (3, 1), (2, 2)])", "3 points"), ("plot({'a': 1, 'b': 2})", "2 amounts"),
        ("plot({'a': [1, 2], 'b': [2, 1]})", "a, b"), ("plot(plot(sphere), title='again')", "again"),
        ("plot(sphere, booth)", "sphere, booth"), ("plot([1, nan, inf, -3])", "4 numbers"),
        ("contour(minimize(himmelblau, Adam(0.1), steps=20))", "himmelblau"),
        ("surface(minimize(himmelblau, Adam(0.1), steps=20))", "himmelblau"), ("surface(eggholder)", "eggholder"),
        ("loss_curve(minimize(rosenbrock, Adam(0.05), steps=20))", "Loss of Adam"),
        ("loss_curve(compare(rosenbrock, [Adam(0.05), SGD(0.001)], steps=20))", "Loss of rosenbrock"),
        ("gradient_curve(minimize(rosenbrock, Adam(0.05), steps=20))", "Gradient norm of Adam"),
        ("plot(easom)", "easom"), ("plot(plateau)", "plateau"), ("plot(bukin6)", "bukin6"),
        ("plot(rastrigin)", "rastrigin"),
    ]

    @Test("Every kind of value has its picture", arguments: kinds)
    func kind(_ known: (line: String, title: String)) throws {
        let title = try Self.value("(\(known.line)).title").repr
        #expect(title.contains(known.title), "\(known.line): \(title)")
        let sentence = try Self.value("(\(known.line)).sentence").repr
        #expect(sentence.count > 10, "\(known.line) says nothing of itself: \(sentence)")
    }

    @Test("A caption holds what is needed to make the picture again")
    func captions() throws {
        let run = try Self.value("plot(minimize(rosenbrock, Adam(lr=0.05), steps=20, seed=7)).caption").repr
        for fact in ["rosenbrock", "start (−1.5, 2)", "20 steps", "21 evaluations", "seed 7"] {
            #expect(run.contains(fact), "no '\(fact)' in \(run)")
        }
        #expect(!run.contains("clipping") && !run.contains("b = 100"), "what is always so: \(run)")
        let own = try Self.value("f(x, y) = x^2 + 3*y^2", "plot(minimize(f, SGD(0.1), start=(1, 1), steps=5)).caption")
            .repr
        #expect(own.contains("3"), "the formula is missing: \(own)")
        let valley = try Self.value("surface(quadratic(kappa=50)).caption").repr
        #expect(valley.contains("50"), "the parameter is missing: \(valley)")
        let outside = try Self.value("plot(minimize(rosenbrock, SGD(0.1), steps=50)).caption").repr
        #expect(outside.contains("leaves the frame"), "\(outside)")
    }

    static let wrong: [(line: String, part: String)] = [
        ("plot()", "value"), ("plot('words')", "no picture"), ("plot([])", "empty"), ("plot({})", "empty"),
        ("plot(None)", "no picture"), ("plot(True)", "no picture"),
        ("plot([1, 2, 3], [1, 2])", "do not belong together"),
        ("plot(sphere, xlim=(2, 1))", "xlim"), ("plot(sphere, xlim=3)", "xlim"), ("plot(sphere, title=3)", "title"),
        ("contour(parabola)", "one variable"), ("contour(3)", "neither a landscape nor a run"),
        ("contour(sphere, minimize(booth, SGD(0.01), steps=5))", "booth"), ("surface(parabola)", "one variable"),
        ("loss_curve(sphere)", "no run"), ("loss_curve([])", "no run"), ("gradient_curve(3)", "no run"),
        ("plot([sphere]*13)", "too many"), ("save(sphere, 'x.png', width=3)", "width"),
    ]

    @Test("A wrong argument is named", arguments: wrong)
    func refused(_ known: (line: String, part: String)) {
        expectRefusal(of: known.line, naming: known.part) { try Self.value($0) }
    }

    // MARK: Files

    private static func inFolder(_ body: (String, Session) throws -> Void) throws {
        let folder = NSTemporaryDirectory() + "pictures-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body(folder, Session(registry: Vocabulary.registry, permission: .everything))
    }

    @Test("A lesson's session writes no picture")
    func lessons() throws {
        try Self.inFolder { folder, _ in
            let session = Session(registry: Vocabulary.registry)
            for line in [
                "save(sphere, '\(folder)/x.png')", "plot(sphere).save('\(folder)/x.png')",
                "animate(minimize(sphere, SGD(0.1), steps=5), '\(folder)/x.gif')", "save(sphere, '\(folder)/x.gp')",
            ] {
                #expect(throws: Diagnostic.self, "\(line)") { try session.evaluate(line) }
            }
            let files = try FileManager.default.contentsOfDirectory(atPath: folder)
            #expect(files.isEmpty, "\(files)")
        }
    }

    @Test(
        "The ending of the name says the format",
        arguments: [
            ("png", "\u{89}PNG"), ("svg", "<?xml"), ("pdf", "%PDF"), ("gif", "GIF8"), ("txt", "sphere"),
            ("gp", "set output"), ("PNG", "\u{89}PNG"),
        ])
    func formats(ending: String, head: String) throws {
        try Self.inFolder { folder, session in
            _ = try session.evaluate("save(sphere, '\(folder)/x.\(ending)', width=320, height=240)")
            let data = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/x.\(ending)"))
            let found = String(decoding: data.prefix(16), as: Unicode.ASCII.self)
            let wanted = String(head.unicodeScalars.filter(\.isASCII).map(Character.init))
            #expect(found.contains(wanted), "\(ending): \(found)")
        }
    }

    @Test("A saved script draws the same picture with gnuplot alone")
    func script() throws {
        try Self.inFolder { folder, session in
            _ = try session.evaluate("r = minimize(rosenbrock, Adam(0.05), steps=50)")
            _ = try session.evaluate("save(plot(r), '\(folder)/ours.png', width=400, height=300)")
            _ = try session.evaluate("save(plot(r), '\(folder)/alone.gp', width=400, height=300)")
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            process.arguments = ["gnuplot", "-d", "\(folder)/alone.gp"]
            try process.run()
            process.waitUntilExit()
            #expect(process.terminationStatus == 0)
            let ours = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/ours.png"))
            let alone = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/alone.png"))
            #expect(ours == alone, "\(ours.count) and \(alone.count) bytes")
        }
    }

    @Test("A name that says no format, or no place, is refused and leaves nothing behind")
    func badNames() throws {
        try Self.inFolder { folder, session in
            for (name, part) in [
                ("\(folder)/x", "no ending"), ("\(folder)/x.bmp", ".bmp"), ("\(folder)/none/x.png", "no folder"),
            ] {
                do {
                    _ = try session.evaluate("save(sphere, '\(name)')")
                    Issue.record("\(name) was accepted")
                } catch let diagnostic as Diagnostic {
                    #expect(diagnostic.mistake.problem.contains(part), "\(name): \(diagnostic.mistake.problem)")
                }
            }
            let files = try FileManager.default.contentsOfDirectory(atPath: folder)
            #expect(files.isEmpty, "\(files)")
            #expect(try session.evaluate("1 + 1").value.repr == "2")
        }
    }

    @Test("Titles, names of functions and keys of dicts are drawn, not run")
    func inert() throws {
        try Self.inFolder { folder, session in
            let attacks = [
                "`touch \(folder)/pwned`", "'; system('touch \(folder)/pwned') #",
                "\\\"; system(\\\"touch \(folder)/pwned\\\")",
                "@touch", "\\n!touch \(folder)/pwned", "%s%n{/Bold x}",
            ]
            for (index, attack) in attacks.enumerated() {
                for line in [
                    "save(plot(sphere, title=\"\(attack)\"), \"\(folder)/a\(index).png\")",
                    "save(plot({\"\(attack)\": 1, \"b\": 2}), \"\(folder)/b\(index).svg\")",
                    "save(plot({\"\(attack)\": [1, 2], \"b\": [3, 1]}), \"\(folder)/c\(index).pdf\")",
                ] { _ = try session.evaluate(line) }
            }
            let files = try FileManager.default.contentsOfDirectory(atPath: folder)
            #expect(!files.contains("pwned"))
            #expect(files.count == 3 * attacks.count, "\(files.sorted())")
        }
    }

    @Test("An animation is a GIF of the frames asked for")
    func animation() throws {
        try Self.inFolder { folder, session in
            let run = "minimize(rosenbrock, Adam(0.05), steps=30)"
            _ = try session.evaluate("animate(\(run), '\(folder)/x.gif', frames=3, width=200, height=150)")
            let data = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/x.gif"))
            #expect(data.prefix(4) == Data("GIF8".utf8) && data.count > 3000)
            #expect(throws: Diagnostic.self) { try session.evaluate("animate(\(run), '\(folder)/x.png')") }
            #expect(throws: Diagnostic.self) { try session.evaluate("animate(sphere, '\(folder)/y.gif')") }
        }
    }
}
