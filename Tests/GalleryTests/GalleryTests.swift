import Answers
import Foundation
import Gallery
import Numbers
import Parallel
import Testing

/// The problems of the gallery, and the table of them that stands in the documents.
@Suite struct GalleryTests {
    @Test("each curve of three seeds is the one in docs/gallery.md")
    func table() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
        let page = try String(contentsOf: root.appending(path: "docs/gallery.md"), encoding: .utf8)
        let table = try GalleryTable(seeds: 3)
        #expect(!table.isPartial && table.rows.count == 9)
        for row in table.rows {
            let curve = zip(row.values, row.validation).map { "\($0.short()): \($1.mean.short())" }.joined(
                separator: ", ")
            #expect(page.contains(curve), "\(row.problem.name): \(curve)")
        }
    }

    @Test("five of the curves are valleys within the values that are tried, and of prices nothing helps")
    func forms() throws {
        let table = try GalleryTable(
            ["cnn", "factorization", "svm", "boosting", "bandit", "stock"].map { try GalleryProblem(named: $0) },
            seeds: 3,
            seed: 50)
        for row in table.rows where row.problem.name != "stock" {
            #expect(row.form == "a valley", "\(row.problem.name): \(row.validation.map(\.mean))")
        }
        #expect(table.row("stock")?.validation.allSatisfy { !$0.isBelow(1) } == true)
    }

    @Test("what is found does not depend on the number of threads")
    func threads() throws {
        let problems = try ["svm", "factorization"].map { try GalleryProblem(named: $0) }
        let (one, two) = try (
            GalleryTable(problems, seeds: 2, crew: Crew(threads: 0)),
            GalleryTable(problems, seeds: 2, crew: Crew(threads: 2))
        )
        #expect(one.json.text == two.json.text)
    }

    @Test("problems that there are not, values out of range and values for several are refused by name")
    func refused() throws {
        #expect(throws: Mistake.self) { try GalleryProblem(named: "gan") }
        let svm = try GalleryProblem(named: "svm")
        #expect(throws: Mistake.self) { try svm.scores(0, seed: 1) }
        #expect(throws: Mistake.self) { try svm.scores(.nan, seed: 1) }
        #expect(throws: Mistake.self) { try GalleryProblem(named: "cnn").scores(2.5, seed: 1) }
        #expect(throws: Mistake.self) { try GalleryTable([svm, svm]) }
        #expect(throws: Mistake.self) { try GalleryTable([]) }
        #expect(throws: Mistake.self) { try GalleryTable(values: [1], seeds: 1) }
        #expect(throws: Mistake.self) { try GalleryTable([svm], values: [-1], seeds: 1) }
    }

    @Test("a gallery that is stopped keeps what was measured and says so")
    func stopped() throws {
        let work = Work()
        work.cancel()
        let table = try GalleryTable(seeds: 1, work: work)
        #expect(table.isPartial && table.summary.contains("partial") && !table.table(width: 80).isEmpty)
    }
}
