@preconcurrency import Glibc
import Answers
import Foundation
import Numbers
import Testing

@testable import Figures

@Suite("Real gnuplot draws every kind of picture")
struct GnuplotTests {
    private let page = PageSize(width: 480, height: 360)

    @Test("as PNG of the asked size, with more than one colour", arguments: Example.everyKind.map(\.name))
    func png(kind: String) throws {
        let figure = try #require(Example.everyKind.first { $0.name == kind }?.figure)
        let output = try Gnuplot().run(GnuplotScript(figure, page: page))
        #expect(output.messages == "", "\(kind): gnuplot complains: \(output.messages)")
        let picture = try PNG(output.picture)
        #expect(picture.width == 480 && picture.height == 360)
        let colors = Set(
            (0..<picture.width * picture.height).map { pixel -> UInt32 in
                let red = UInt32(picture.rgb[3 * pixel])
                let green = UInt32(picture.rgb[3 * pixel + 1])
                let blue = UInt32(picture.rgb[3 * pixel + 2])
                return red << 16 | green << 8 | blue
            })
        #expect(colors.count > 30, "\(kind): only \(colors.count) colours")
    }

    @Test("the field's colours and the path are where the layout says they are")
    func placesAgree() throws {
        let trajectory = Example.descent(rate: 0.0003)
        let figure = Figure.contour(Example.valley, trajectories: [trajectory])
        let page = PageSize(width: 800, height: 600)
        let picture = try PNG(figure.picture(.png, page: page))
        let layout = PageLayout(figure, page: page)
        let frame = try #require(layout.frames.first)
        let scale = try #require(figure.panels.first?.colors)
        func near(_ a: Color, _ b: Color, _ most: Int) -> Bool {
            abs(Int(a.red) - Int(b.red)) + abs(Int(a.green) - Int(b.green)) + abs(Int(a.blue) - Int(b.blue)) <= most
        }
        // Places with neither line nor label: deep in the pale corners and on the slopes.
        for place in [Point(-1.9, -0.9), Point(0.05, 2.5), Point(1.9, 0.3)] {
            let pixel = frame.pixel(place)
            let found = picture[Int(pixel.x), Int(pixel.y)]
            let wanted = try #require(scale.color(of: Example.rosenbrock(place)))
            #expect(near(found, wanted, 24), "at \(place): \(found.hex), wanted \(wanted.hex)")
        }
        let middle = frame.pixel(trajectory.points[250])
        let around = (-2...2).flatMap { dx in (-2...2).map { (Int(middle.x) + dx, Int(middle.y) + $0) } }
        #expect(around.contains { near(picture[$0.0, $0.1], Color.cycled(0), 90) }, "no path at \(middle)")
    }

    @Test("as SVG and PDF", arguments: [(PictureFormat.svg, "<?xml"), (.pdf, "%PDF-1")])
    func vectors(format: PictureFormat, head: String) throws {
        let bytes = try Figure.contour(Example.valley, trajectories: [Example.descent()]).picture(format, page: page)
        #expect(String(decoding: bytes.prefix(head.utf8.count), as: UTF8.self) == head)
        #expect(bytes.count > 5000)
    }

    @Test("with all its text a third larger in the SVG, whose terminal counts pixels where the others count points")
    func textSizes() {
        let figure = Figure.contour(Example.valley, trajectories: [Example.descent()])
        func sizes(_ format: PictureFormat) -> [Double] {
            GnuplotScript(figure, page: page, format: format).text
                .matches(of: /font 'DejaVu Sans[^,]*,([0-9.]+)'/).compactMap { Double($0.1) }
        }
        let (svg, png) = (sizes(.svg), sizes(.png))
        #expect(svg.count == png.count && svg.count > 5)
        for (one, other) in zip(svg, png) { #expect(abs(one / other - 4.0 / 3) < 0.002, "\(one) and \(other)") }
    }

    @Test("as GIF that moves")
    func gif() throws {
        let folder = try Folder()
        defer { folder.remove() }
        let figure = Figure.contour(Example.valley, trajectories: [Example.descent(steps: 40)])
        let animation = Animation(growing: figure, frames: 5)
        try animation.save(to: folder.path + "/a.gif", page: PageSize(width: 320, height: 240))
        let bytes = try PictureFileReader.bytes(folder.path + "/a.gif")
        #expect(bytes.starts(with: Array("GIF89a".utf8)))
        // A graphic control extension for each frame.
        let frames = zip(zip(bytes, bytes.dropFirst()), bytes.dropFirst(2)).count { $0.0 == (0x21, 0xf9) && $0.1 == 4 }
        #expect(frames >= 5, "\(frames) frames")
        #expect(folder.files == ["a.gif"])
    }
}

@Suite("What can go wrong outside is said, and leaves nothing behind")
struct GnuplotFailureTests {
    private let figure = Figure.contour(Example.valley)

    @Test("a missing gnuplot names the package")
    func missing() throws {
        let mistake = try #require(throws: Mistake.self) {
            try figure.picture(.png, gnuplot: Gnuplot(program: "no-such-gnuplot"))
        }
        #expect(mistake.problem.contains("not installed"))
        #expect(mistake.suggestion?.contains("apt-get install gnuplot") == true)
    }

    @Test("a gnuplot that is killed in the middle is reported, whatever it had read")
    func killed() throws {
        let folder = try Folder()
        defer { folder.remove() }
        let program = try folder.program("kill -9 $$")
        let mistake = try #require(throws: Mistake.self) {
            try figure.save(to: folder.path + "/a.png", gnuplot: Gnuplot(program: program))
        }
        #expect(mistake.problem.contains("signal 9"), "\(mistake.problem)")
        #expect(folder.files == ["program"])
        // SIGPIPE has not ended this process, and the next picture is drawn.
        #expect(try PNG(figure.picture(.png, page: PageSize(width: 300, height: 200))).width == 300)
    }

    @Test("a gnuplot that stops reading is ended when its time is up")
    func hanging() throws {
        let folder = try Folder()
        defer { folder.remove() }
        let program = try folder.program("exec sleep 100")
        let mistake = try #require(throws: Mistake.self) {
            try figure.picture(.png, gnuplot: Gnuplot(program: program, timeLimit: 0.3))
        }
        #expect(mistake.problem.contains("took longer"))
    }

    @Test("a gnuplot that hangs in a child is ended with the child, by time and by Ctrl-C", arguments: [true, false])
    func hangingChild(byTime: Bool) throws {
        let folder = try Folder()
        defer { folder.remove() }
        // The child holds the script's pipe, so that writing to it would wait for ever.
        let program = try folder.program("sleep 100 & echo $! > '\(folder.path)/child'; wait")
        let work = Work()
        if !byTime {
            Thread.detachNewThread {
                Thread.sleep(forTimeInterval: 0.3); work.cancel()
            }
        }
        let clock = ContinuousClock()
        let start = clock.now
        #expect(throws: Mistake.self) {
            try figure.picture(.png, gnuplot: Gnuplot(program: program, timeLimit: byTime ? 0.3 : 30), work: work)
        }
        #expect(clock.now - start < .seconds(25))
        let child = try String(contentsOfFile: folder.path + "/child", encoding: .utf8)
        let number = try #require(Int32(child.trimmingCharacters(in: .whitespacesAndNewlines)))
        Thread.sleep(forTimeInterval: 0.2)
        // A zombie that nobody has collected yet still answers to a signal; it runs no more.
        let state = (try? String(contentsOfFile: "/proc/\(number)/stat", encoding: .utf8)) ?? ""
        #expect(state.isEmpty || state.contains(") Z "), "\(state)")
    }

    @Test(
        "a gnuplot that prints something else and says that all went well has saved no picture",
        arguments: ["png", "svg", "pdf", "gif"])
    func noise(ending: String) throws {
        let folder = try Folder()
        defer { folder.remove() }
        let program = try folder.program("cat > /dev/null; echo 'no picture, but a friendly word'")
        #expect(throws: Mistake.self) {
            try figure.save(to: folder.path + "/a." + ending, gnuplot: Gnuplot(program: program))
        }
        #expect(folder.files == ["program"])
    }

    @Test("an interrupted picture ends at once")
    func interrupted() throws {
        let folder = try Folder()
        defer { folder.remove() }
        let program = try folder.program("exec sleep 100")
        let work = Work()
        work.cancel()
        let mistake = try #require(throws: Mistake.self) {
            try figure.picture(.png, gnuplot: Gnuplot(program: program), work: work)
        }
        #expect(mistake.problem.contains("interrupted"))
    }

    @Test("a program that is not gnuplot is refused with its last line")
    func refused() throws {
        let folder = try Folder()
        defer { folder.remove() }
        let program = try folder.program("cat > /dev/null; echo 'line 3: no such terminal' >&2; exit 1")
        let mistake = try #require(throws: Mistake.self) {
            try figure.picture(.png, gnuplot: Gnuplot(program: program))
        }
        #expect(mistake.problem.contains("no such terminal"))
    }

    @Test(
        "names that cannot be written are refused before anything is drawn",
        arguments: [
            ("/no/such/folder/a.png", "no folder"), ("a.jpeg", ".jpeg"), ("picture", "no ending"),
            ("/proc/a.png", "cannot be written"),
        ])
    func names(path: String, reason: String) throws {
        let mistake = try #require(throws: Mistake.self) {
            try figure.save(to: path, page: PageSize(width: 200, height: 150))
        }
        #expect(mistake.problem.contains(reason), "\(mistake.problem)")
    }

    @Test("an older picture survives a failed new one, and names with quotes and spaces are names")
    func older() throws {
        let folder = try Folder()
        defer { folder.remove() }
        let path = folder.path + "/it's `a` \"b\" $HOME.png"
        try figure.save(to: path, page: PageSize(width: 200, height: 150))
        let before = try PictureFileReader.bytes(path)
        #expect(throws: Mistake.self) { try figure.save(to: path, gnuplot: Gnuplot(program: "no-such-gnuplot")) }
        #expect(try PictureFileReader.bytes(path) == before)
        #expect(folder.files.count == 1)
    }
}

enum PictureFileReader {
    static func bytes(_ path: String) throws -> [UInt8] {
        let file = try #require(fopen(path, "r"))
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[..<count] }
        return bytes
    }
}

extension Folder {
    /// A shell script that takes gnuplot's place.
    func program(_ body: String) throws -> String {
        let place = path + "/program"
        let file = try #require(fopen(place, "w"))
        fputs("#!/bin/sh\n\(body)\n", file)
        fclose(file)
        chmod(place, 0o755)
        return place
    }
}
