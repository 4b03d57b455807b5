// A figure as a file: its kind by the name's ending, written beside its place and then moved there, so that a picture
// is whole or not there and an older one is not lost.

@preconcurrency import Glibc
public import Numbers

extension Figure {
    /// The picture's bytes in one format.
    public func picture(
        _ format: Format, page: PageSize = PageSize(), gnuplot: Gnuplot = Gnuplot(), work: Work = Work()
    ) throws -> [UInt8] {
        let output = try gnuplot.run(Script(self, page: page, format: format), work: work)
        guard !output.picture.isEmpty else {
            throw Mistake(
                "gnuplot drew nothing: \(Inert.plain(output.messages.prefix(200).description))",
                expected: "a gnuplot with pngcairo, svg and pdfcairo", try: "apt-get install gnuplot-nox")
        }
        return output.picture
    }

    /// Draws the figure into a file: PNG, SVG, PDF or GIF by the name's ending, text for `.txt`; for `.gp` the script
    /// from which gnuplot draws the PNG of the same name.
    public func save(
        to path: String, page: PageSize = PageSize(), gnuplot: Gnuplot = Gnuplot(), work: Work = Work()
    ) throws {
        let format = try Format(path: path)
        let bytes: [UInt8]
        if format == .text {
            let lines = TextPicture(width: 100, height: 36, colors: .none, unicode: true).draw(self)
            bytes = Array((lines.joined(separator: "\n") + "\n").utf8)
        } else if format == .script {
            bytes = Script(self, page: page).file(drawing: path.dropLast(2) + "png")
        } else {
            try PictureFile.check(path)
            bytes = try picture(format, page: page, gnuplot: gnuplot, work: work)
        }
        try PictureFile.write(bytes, to: path)
    }
}

extension Format {
    /// By the ending of a file's name, in either case.
    public init(path: String) throws {
        let name = path.split(separator: "/").last ?? ""
        let ending = name.contains(".") ? name.split(separator: ".").last.map { $0.lowercased() } ?? "" : ""
        guard let format = Format(rawValue: ending) else {
            throw Mistake(
                ending.isEmpty ? "'\(path)' has no ending" : "a picture cannot be written as .\(ending)",
                expected: "a file name that ends in .png, .svg, .pdf, .gif, .txt or .gp", try: "picture.png")
        }
        self = format
    }
}

enum PictureFile {
    /// Says early, before anything is computed, that a file cannot be written.
    static func check(_ path: String) throws {
        let folder = Self.folder(of: path)
        if access(folder, F_OK) != 0 {
            throw Mistake("there is no folder '\(folder)' to write '\(path)' into", try: "mkdir -p '\(folder)'")
        }
        if access(folder, W_OK) != 0 { throw unwritable(path, errno) }
    }

    static func write(_ bytes: [UInt8], to path: String) throws {
        let name = path.split(separator: "/").last.map(String.init) ?? "picture"
        let draft = "\(folder(of: path))/.\(name.prefix(40)).\(getpid()).part"
        let file = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o644)
        guard file >= 0 else { throw unwritable(path, errno) }
        var failure: Int32 = 0
        var done = 0
        while done < bytes.count, failure == 0 {
            let wrote = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress?.advanced(by: done), $0.count - done) }
            if wrote > 0 { done += wrote } else if errno != EINTR { failure = errno }
        }
        if close(file) != 0, failure == 0 { failure = errno }
        if failure == 0, rename(draft, path) != 0 { failure = errno }
        guard failure == 0 else {
            unlink(draft)
            throw unwritable(path, failure)
        }
    }

    private static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    private static func unwritable(_ path: String, _ error: Int32) -> Mistake {
        let reason = String(cString: strerror(error))
        return Mistake(
            "'\(path)' cannot be written: \(reason)", expected: "a place you may write to", try: "picture.png")
    }
}
