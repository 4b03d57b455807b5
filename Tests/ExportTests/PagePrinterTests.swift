import Answers
import Foundation
import Testing

@testable import Export

@Suite("Printing a page")
struct PagePrinterTests {
    /// A program of the given name that does what the script says.
    private func program(_ name: String, _ script: String, in folder: String) throws {
        let path = folder + "/" + name
        try ("#!/bin/sh\n" + script + "\n").write(toFile: path, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    }

    @Test("Without a program that prints, the message says what to install")
    func none() throws {
        let mistake = try #require(throws: Mistake.self) { try PagePrinter(path: "/nonexistent") }
        #expect(mistake.expected == "chromium, google-chrome, weasyprint or wkhtmltopdf")
        #expect(mistake.suggestion?.contains("apt-get install chromium") == true)
    }

    @Test("A browser is preferred to a printer, and gets the page and the place of the PDF")
    func choice() throws {
        try ExportSamples.inFolder { folder in
            let print = "for a; do case $a in --print-to-pdf=*) out=${a#*=};; file://*) in=${a#file://};; esac; done\n"
            try program("weasyprint", "printf '%%PDF-1.7 printer' > \"$2\"", in: folder)
            #expect(try PagePrinter(path: folder).pdf(of: "x") == Array("%PDF-1.7 printer".utf8))
            try program("chromium", print + "printf '%%PDF-1.7 ' > \"$out\"; cat \"$in\" >> \"$out\"", in: folder)
            #expect(try PagePrinter(path: folder).program.kind == .chromium)
            #expect(
                try PagePrinter(path: "/nonexistent:" + folder + ":/bin").pdf(of: "page é")
                    == Array("%PDF-1.7 page é".utf8))
        }
    }

    @Test(
        "A program that fails, prints something else or does not end is told in words",
        arguments: [
            ("exit 3", "chromium made no PDF"), ("echo 'no display' >&2; exit 1", "chromium made no PDF: no display"),
            ("exec sleep 60", "chromium took longer than 0.5 s and was stopped"),
        ])
    func failures(script: String, problem: String) throws {
        try ExportSamples.inFolder { folder in
            try program("chromium", script, in: folder)
            let printer = try PagePrinter(path: folder, timeLimit: script.contains("sleep") ? 0.5 : 30)
            let mistake = try #require(throws: Mistake.self) { try printer.pdf(of: "x") }
            #expect(mistake.problem == problem)
        }
    }
}
