public import Answers
import Files
import Foundation

/// Makes a PDF of a page with a program that the machine has: a browser without a window, or one of two printers.
public struct PagePrinter: Sendable {
    /// A program that prints pages.
    struct Program: Sendable, Equatable {
        /// As a person would type it.
        var name: String
        /// Where it lies.
        var path: String
        var kind: Kind

        enum Kind: Sendable {
            case chromium, weasyprint, wkhtmltopdf
        }
    }

    private static let known: [(name: String, kind: Program.Kind)] = [
        ("chromium", .chromium), ("chromium-browser", .chromium), ("google-chrome", .chromium),
        ("google-chrome-stable", .chromium), ("chrome", .chromium), ("microsoft-edge", .chromium),
        ("weasyprint", .weasyprint), ("wkhtmltopdf", .wkhtmltopdf),
    ]

    let program: Program
    private let timeLimit: Double

    /// The program that prints, as a person would type it.
    public var name: String { program.name }

    /// The first of the known programs on the path.
    ///
    /// - Parameters:
    ///   - path: folders as `PATH` lists them.
    ///   - timeLimit: in seconds, for one page.
    /// - Throws: `Mistake` that says what to install.
    public init(path: String, timeLimit: Double = 60) throws(Mistake) {
        let folders = path.split(separator: ":").map(String.init)
        for (name, kind) in PagePrinter.known {
            for folder in folders where access(folder + "/" + name, X_OK) == 0 {
                guard TextFile.isOrdinary(folder + "/" + name) else { continue }
                program = Program(name: name, path: folder + "/" + name, kind: kind)
                self.timeLimit = timeLimit
                return
            }
        }
        throw Mistake(
            "there is no program that prints pages to PDF",
            expected: "chromium, google-chrome, weasyprint or wkhtmltopdf",
            try: "apt-get install chromium   (or export --to html and print it in a browser)")
    }

    /// The page as a PDF.
    ///
    /// - Parameter work: printing ends when it is cancelled.
    /// - Throws: `Mistake` when the program failed, took too long, or made no PDF.
    public func pdf(of html: String, work: Work = Work()) throws(Mistake) -> [UInt8] {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("descent-\(UUID().uuidString)").path
        mkdir(folder, 0o700)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let page = folder + "/page.html"
        let result = folder + "/page.pdf"
        try FileDraft.write(Array(html.utf8), to: page, permissions: 0o600)
        let messages = try run(arguments(page, result, folder), in: folder, work)
        guard let bytes = try? TextFile.bytes(result, limit: 1 << 28), bytes.starts(with: "%PDF-".utf8) else {
            let last = messages.split(separator: "\n").last.map { ": \($0.prefix(200))" } ?? ""
            throw Mistake("\(program.name) made no PDF\(last)", expected: "a PDF of the page")
        }
        return bytes
    }

    private func arguments(_ page: String, _ result: String, _ folder: String) -> [String] {
        switch program.kind {
        case .chromium:
            // Without its sandbox only where it cannot have one. The page holds no script either way.
            let isRoot = geteuid() == 0
            return (isRoot ? ["--no-sandbox"] : []) + [
                "--headless", "--disable-gpu", "--disable-extensions", "--disable-background-networking",
                "--no-first-run", "--no-pdf-header-footer", "--generate-pdf-document-outline",
                "--user-data-dir=" + folder + "/profile",
                "--print-to-pdf=" + result, URL(fileURLWithPath: page).absoluteString,
            ]
        case .weasyprint: return [page, result]
        case .wkhtmltopdf:
            return [
                "--quiet", "--disable-javascript", "--disable-local-file-access", "--print-media-type", page, result,
            ]
        }
    }

    /// - Returns: what it said on standard error.
    private func run(_ arguments: [String], in folder: String, _ work: Work) throws(Mistake) -> String {
        let said = folder + "/messages"
        try FileDraft.write([], to: said, permissions: 0o600)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program.path)
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle(forWritingAtPath: said) ?? .nullDevice
        do {
            try process.run()
        } catch {
            throw Mistake("\(program.name) could not be started", expected: "a free process and memory")
        }
        let end = ContinuousClock.now + .seconds(timeLimit)
        while process.isRunning, !work.isCancelled, ContinuousClock.now < end { usleep(20_000) }
        if process.isRunning {
            process.terminate()
            usleep(200_000)
            if process.isRunning { kill(process.processIdentifier, SIGKILL) }
            process.waitUntilExit()
            guard !work.isCancelled else { throw Mistake("the printing was interrupted", try: "the same call again") }
            throw Mistake(
                "\(program.name) took longer than \(timeLimit.short()) s and was stopped",
                expected: "a PDF within that time")
        }
        return (try? TextFile.read(said, limit: 1 << 20)) ?? ""
    }
}
