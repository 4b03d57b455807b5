@preconcurrency import Glibc
import Numbers
import Testing

@testable import Figures

@Suite("Text that reaches gnuplot is drawn, not run")
struct InertTests {
    static let attacks = [
        "`touch pwned`", "\"; system(\"touch pwned\")", "'; system('touch pwned'); print '", "$(touch pwned)",
        "@touch", "{/Bold=40 x}^{y}_{z}&{a}~b", "\\\"; !touch pwned", "'\n!touch pwned\n'", "\r!touch pwned",
        "\u{2028}!touch pwned", "\u{202e}touch pwned", "%s%n%d %g", "\\", "'", "''", "\"", "", "\u{0}x", "`",
        "a'`touch pwned`'b", "EOD\nEOD\n!touch pwned", "|touch pwned", "<touch pwned", "× − π 漢字 😀 e\u{301}",
        "'.system('touch pwned').'", "''; system(\"touch pwned\") #", "'''; system('touch pwned'); '", "''''",
        "\u{1b}]0;x\u{7}", "#", "; set output 'pwned'",
        String(repeating: "`x'", count: 500),
    ]

    @Test("a single-quoted string has one beginning and one end", arguments: attacks)
    func quotes(text: String) {
        let quoted = Inert.quoted(text)
        let inner = quoted.dropFirst().dropLast()
        #expect(quoted.hasPrefix("'") && quoted.hasSuffix("'"))
        #expect(!inner.contains("'"), "\(quoted)")
        #expect(!quoted.unicodeScalars.contains { $0.value < 32 || $0 == "\u{2028}" || $0 == "\u{202e}" })
    }

    @Test("no title, label, name or caption runs anything in real gnuplot")
    func nothingRuns() throws {
        let folder = try Folder()
        defer { folder.remove() }
        var random = RandomStream(seed: 5, purpose: "fuzz")
        let alphabet = Array("`'\"\\$@{}^_&~%#;!|<>()\n\r\t -x漢é😀").map(String.init)
        let fuzzed = (0..<60).map { _ in
            (0..<30).map { _ in alphabet[Int(random.next() % UInt64(alphabet.count))] }.joined()
        }
        let texts = InertTests.attacks + fuzzed
        for start in stride(from: 0, to: texts.count, by: 6) {
            let some = Array(texts[start..<min(start + 6, texts.count)])
            let figure = Self.figure(of: some)
            // The pictures are drawn from within the folder, where a started command would leave its file.
            let picture = try folder.inside { try figure.picture(.png, page: PageSize(width: 400, height: 300)) }
            #expect(try PNG(picture).width == 400)
        }
        #expect(folder.files == [], "a text was run: \(folder.files)")
    }

    @Test("the dangerous text itself is what is drawn")
    func isDrawn() throws {
        let figure = Self.figure(of: ["`touch pwned`"])
        let picture = try figure.picture(.svg)
        #expect(String(decoding: picture, as: UTF8.self).contains("`touch pwned`"))
    }

    /// The text in every place that a person can fill.
    static func figure(of texts: [String]) -> Figure {
        let text = texts.joined(separator: " ")
        let one = texts.first ?? ""
        return Figure(
            title: text, caption: texts,
            panels: [
                Panel(
                    title: one, x: Axis(text, 0...1, names: [.init(one, at: 0.5)]), y: Axis(one, 0...1),
                    colors: ColorScale(.linear, 0...1, label: one),
                    layers: [
                        .field(Field(ValueGrid(columns: 3, rows: 3, x: 0...1, y: 0...1) { $0.x })),
                        .path(Path([Point(0.2, 0.2), Point(0.4, 0.4)], name: text)),
                        .curve(CurveLayer([Point(0, 0), Point(1, 1)], name: one)),
                        .points(Points([Point(0.5, 0.5)], name: one)), .guide(GuideLine(.vertical, at: 0.5, name: one)),
                        .mark(Mark(.note, at: Point(0.7, 0.3), name: one)),
                    ])
            ])
    }
}

/// A folder for one test.
struct Folder {
    let path: String

    init() throws {
        var template = Array("/tmp/figures-XXXXXX".utf8CString)
        let made = template.withUnsafeMutableBufferPointer { buffer in
            buffer.baseAddress.map { mkdtemp($0) != nil } ?? false
        }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        try #require(made)
    }

    var files: [String] {
        guard let folder = opendir(path) else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    func inside<R>(_ body: () throws -> R) throws -> R {
        let before = open(".", O_RDONLY | O_DIRECTORY)
        defer {
            _ = fchdir(before)
            close(before)
        }
        try #require(chdir(path) == 0)
        return try body()
    }

    func remove() {
        for file in files { unlink(path + "/" + file) }
        rmdir(path)
    }
}
