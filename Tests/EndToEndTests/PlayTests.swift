import Foundation
import Testing

/// The playground as a person plays with it: real keys and a real mouse on a real pseudo-terminal.
@Suite(.serialized) struct PlayTests {
    private func prompt(columns: Int = 110, rows: Int = 32, _ extra: [String: String] = [:]) throws -> PseudoTerminal {
        let environment = ["TERM": "xterm-256color", "HOME": try Built.emptyHome(), "LANG": "C.UTF-8"].merging(extra) {
            $1
        }
        let terminal = try PseudoTerminal(Built.program(), environment: environment, columns: columns, rows: rows)
        try terminal.waitForPrompt()
        return terminal
    }

    private func open(_ line: String, on terminal: PseudoTerminal) throws {
        terminal.type(line + Key.enter)
        try terminal.wait(for: "q leaves")
    }

    private func wait(_ terminal: PseudoTerminal, forLine text: String) throws {
        try terminal.wait("the line \(text)") { $0.screen.lines.first?.contains(text) == true }
    }

    @Test func keysAndMouseTurnTheRunAndLeavingGivesIt() throws {
        let terminal = try prompt(columns: 140)
        try open("play(rosenbrock, Adam(0.05), start=(-1.5, 2))", on: terminal)
        #expect(terminal.screen.lines[0] == "minimize(rosenbrock, Adam(lr=0.05), start=(-1.5, 2), steps=200)")
        #expect(terminal.screen.lines[1].contains("loss 12.5 →"))
        #expect(terminal.screen.lines.count == 32)
        terminal.type("+")
        try wait(terminal, forLine: "Adam(lr=0.063)")
        terminal.type("M" + "b" + "s")
        try wait(terminal, forLine: "Adam(lr=0.063, beta_1=0.93, beta_2=0.998), start=(-1.5, 2), steps=100)")
        terminal.type(Key.right)
        try wait(terminal, forLine: "start=(-1.42, 2)")
        terminal.type("\u{1B}[<0;56;16M\u{1B}[<0;56;16m")
        try terminal.wait("the start to be dropped") { $0.screen.lines.first?.contains("-1.42") == false }
        #expect(Array(terminal.screen.lines[15])[55] == "S")
        terminal.type("?")
        try terminal.wait(for: "drops the start there")
        terminal.type("?")
        try terminal.wait("the picture") { !$0.screen.text.contains("drops the start there") }
        let line = terminal.screen.lines[0]
        terminal.type("q")
        try terminal.waitForPrompt()
        #expect(terminal.screen.text.contains("again: \(line)"))
        #expect(terminal.screen.text.contains("Adam(lr=0.063, beta_1=0.93, beta_2=0.998) on rosenbrock: 100 steps"))
        // What was on the screen before is there again, and the run of the line is the run that was left.
        #expect(terminal.screen.lines.contains { $0.hasPrefix("> play(rosenbrock") })
        try terminal.enter("r = _")
        try terminal.enter("r.path == \(line).path")
        #expect(terminal.screen.lines.contains("True"))
    }

    @Test(arguments: [Key.escape, Key.control("C"), Key.control("D")]) func everyWayOutLeavesTheTerminalAsItWas(
        _ key: String
    ) throws {
        let terminal = try prompt()
        try open("play(lambda x, y: x**2 + 3*y**2, SGD(0.1), steps=20)", on: terminal)
        #expect(terminal.screen.lines[0].hasPrefix("minimize(lambda x, y: x**2 + 3*y**2, SGD(lr=0.1), start="))
        terminal.type(key)
        try terminal.waitForPrompt()
        #expect(terminal.screen.text.contains("again: minimize(lambda x, y: x**2 + 3*y**2, SGD(lr=0.1)"))
        let received = String(decoding: terminal.received, as: UTF8.self)
        #expect(received.components(separatedBy: "\u{1B}[?1002l\u{1B}[?25h\u{1B}[?1049l").count == 2)
        // Ctrl-C was meant for the playground: the session works on.
        try terminal.enter("_.steps")
        #expect(terminal.screen.lines.suffix(2) == ["20", ">"])
    }

    @Test func theSheetFollowsTheWindow() throws {
        let terminal = try prompt()
        try open("play(himmelblau)", on: terminal)
        terminal.resize(columns: 60, rows: 20)
        try terminal.wait("the smaller sheet") {
            $0.screen.lines.count == 20 && $0.screen.lines[19] == "? keys · q leaves"
        }
        terminal.resize(columns: 90, rows: 40)
        try terminal.wait("the larger sheet") {
            $0.screen.lines.count == 40 && $0.screen.lines[39].hasSuffix("q leaves")
        }
        terminal.type("q")
        try terminal.waitForPrompt()
    }

    @Test(arguments: [SIGTERM, SIGHUP]) func aSignalGivesTheScreenBack(_ signal: Int32) throws {
        let terminal = try prompt(["SWIFT_BACKTRACE": "enable=no"])
        try open("play(sphere)", on: terminal)
        terminal.signal(signal)
        #expect(try terminal.exitCode() & 0x7F == signal)
        #expect(!terminal.isRaw)
        let received = String(decoding: terminal.received, as: UTF8.self)
        #expect(received.hasSuffix("\u{1B}[?1002l\u{1B}[?25h\u{1B}[?1049l"))
    }

    @Test func withoutColourThereIsNone() throws {
        let terminal = try prompt(["NO_COLOR": "1"])
        try open("play(sphere, SGD(0.1))", on: terminal)
        let received = String(decoding: terminal.received, as: UTF8.self)
        #expect(!received.contains("\u{1B}[38;") && !received.contains("38;5;"))
        terminal.type("q")
        try terminal.waitForPrompt()
    }

    @Test func withoutATerminalTheRunComesWithAWordOfWhatToWrite() throws {
        let result = try descent(["eval", "play(sphere, SGD(0.1), start=(1, 1), steps=5)"])
        #expect(result.exitCode == 0)
        #expect(result.output.contains("SGD(lr=0.1) on sphere: 5 steps"))
        #expect(result.errors.contains("minimize(sphere, SGD(lr=0.1), start=(1, 1), steps=5)"))
    }

    @Test func aDemoPlaysUntilAKeyIsPressedAndLeavesItsLastFrame() throws {
        let terminal = try prompt()
        terminal.type("demo(\"overshoot\")" + Key.enter)
        try terminal.wait(for: "any key goes on")
        terminal.settle(600)
        terminal.type(" ")
        try terminal.waitForPrompt()
        #expect(terminal.screen.text.contains("jumps over the minimum 15 times"))
        try terminal.enter("demo(\"mountain\")")
        #expect(terminal.screen.text.contains("overshoot"))
    }
}
