// The one edge where gnuplot runs: a script goes in, the picture's bytes come out.

import GnuplotPipe
import Answers

/// How to run gnuplot. A value: nothing runs until a picture is asked for.
public struct Gnuplot: Sendable, Equatable {
    /// The program, looked up on PATH.
    public var program: String
    /// How long one picture may take, in seconds.
    public var timeLimit: Double

    /// - Parameters:
    ///   - program: looked up on PATH.
    ///   - timeLimit: in seconds, for one script.
    public init(program: String = "gnuplot", timeLimit: Double = 30) {
        self.program = program
        self.timeLimit = timeLimit
    }

    /// What gnuplot wrote: the picture, and its complaints.
    struct Output: Sendable, Equatable {
        var picture: [UInt8]
        var messages: String
    }

    /// Runs a script.
    ///
    /// - Parameter arguments: no start-up files, and standard input by name: gnuplot then reads it as a file, without the
    ///   50 ms that it gives to a person who may type.
    /// - Throws: `Mistake` when gnuplot is missing, was ended by somebody, took too long, or refused the script.
    func run(_ script: GnuplotScript, arguments: [String] = ["-d", "/dev/stdin"], work: Work = Work()) throws
        -> Output
    {
        try run(CollectionOfOne(script), arguments: arguments, work: work)
    }

    /// Runs scripts one after the other, as one; each is made when the one before it was read.
    func run(
        _ scripts: some Sequence<GnuplotScript>, arguments: [String] = ["-d", "/dev/stdin"], work: Work = Work()
    ) throws -> Output {
        let watched = Unmanaged.passRetained(work)
        defer { watched.release() }
        let pipe = try open(arguments, watched)
        defer { gnuplot_pipe_free(pipe) }
        for script in scripts where !work.isCancelled {
            if !Gnuplot.send(script, to: pipe) { break }
        }
        return try finish(pipe)
    }

    /// Starts it.
    ///
    /// - Parameter watched: ends it when it is cancelled; kept until the pipe is freed.
    func open(_ arguments: [String], _ watched: Unmanaged<Work>) throws -> OpaquePointer {
        var outcome = GnuplotOutcome(end: GnuplotEndedWell, detail: 0)
        let opened = withCStrings(arguments) { pointers in
            gnuplot_pipe_open(
                program, pointers, timeLimit,
                { context in
                    guard let context else { return false }
                    return Unmanaged<Work>.fromOpaque(context).takeUnretainedValue().isCancelled
                }, watched.toOpaque(), &outcome)
        }
        guard let opened else { throw mistake(outcome, messages: "") }
        return opened
    }

    /// Whether it still reads.
    static func send(_ script: GnuplotScript, to pipe: OpaquePointer) -> Bool {
        for part in script.parts {
            let isRead =
                switch part {
                case .text(var text):
                    text.withUTF8 { bytes in
                        bytes.withMemoryRebound(to: CChar.self) {
                            gnuplot_pipe_send_text(pipe, $0.baseAddress, $0.count)
                        }
                    }
                case .floats(let numbers): gnuplot_pipe_send_floats(pipe, numbers, numbers.count)
                }
            if !isRead { return false }
        }
        return true
    }

    /// Waits for its end.
    ///
    /// - Throws: `Mistake` when it did not end well.
    func finish(_ pipe: OpaquePointer) throws -> Output {
        var outcome = GnuplotOutcome(end: GnuplotEndedWell, detail: 0)
        outcome = gnuplot_pipe_finish(pipe)
        var count = 0
        let complaints = gnuplot_pipe_messages(pipe, &count)
        let messages = String(decoding: UnsafeBufferPointer(start: complaints, count: count), as: UTF8.self)
        guard outcome.end == GnuplotEndedWell else { throw mistake(outcome, messages: messages) }
        let picture = gnuplot_pipe_output(pipe, &count)
        return Output(picture: Array(UnsafeBufferPointer(start: picture, count: count)), messages: messages)
    }

    /// The terminals of this gnuplot that open a window.
    func windowTerminal(work: Work) throws -> String? {
        var script = GnuplotScript()
        script.add("set print '-'; print GPVAL_TERMINALS")
        let output = try run(script, work: work)
        let names = String(decoding: output.picture, as: UTF8.self).split { $0 == " " || $0 == "\n" }
        return ["qt", "wxt", "x11"].first { names.contains(Substring($0)) }
    }

    private func mistake(_ outcome: GnuplotOutcome, messages: String) -> Mistake {
        switch outcome.end {
        case GnuplotAbsent:
            return Mistake(
                "gnuplot is not installed (no program '\(program)' on PATH)",
                expected: "gnuplot 5.4 or newer, which draws every picture",
                try: "apt-get install gnuplot-nox   (or gnuplot-qt, for windows)")
        case GnuplotKilled:
            return Mistake(
                "gnuplot was ended by signal \(outcome.detail) while it drew the picture",
                expected: "the picture; nothing was written", try: "the same line again")
        case GnuplotTimedOut:
            return Mistake(
                "gnuplot took longer than \(timeLimit.short()) s and was stopped",
                expected: "a picture within that time", try: "a smaller width and height, or fewer frames")
        case GnuplotStopped: return Mistake("the picture was interrupted", try: "the same line again")
        case GnuplotNotStarted:
            return Mistake(
                "the system could not start gnuplot (error \(outcome.detail))", expected: "a free process and memory")
        default:
            let lines = messages.split(separator: "\n").map { $0.drop { $0 == " " || $0 == "^" } }
            let reason = lines.last { !$0.isEmpty }.map(String.init) ?? "exit code \(outcome.detail)"
            return Mistake(
                "gnuplot refused the picture: \(Inert.plain(reason))", expected: "gnuplot 5.4 or newer",
                try: "gnuplot --version")
        }
    }
}

/// A NULL-terminated array of C strings, for the length of a call.
private func withCStrings<R>(_ texts: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> R) -> R {
    func next(_ rest: ArraySlice<String>, _ pointers: [UnsafePointer<CChar>?]) -> R {
        guard let first = rest.first else {
            return (pointers + [nil]).withUnsafeBufferPointer { body($0.baseAddress) }
        }
        return first.withCString { next(rest.dropFirst(), pointers + [$0]) }
    }
    return next(texts[...], [])
}
