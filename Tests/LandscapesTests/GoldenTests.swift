import Foundation
import Landscapes
import Answers
import Numbers
import Testing

@Suite("Landscapes against multiple-precision numbers")
struct GoldenTests {
    struct File: Decodable { var landscapes: [Entry] }
    struct Entry: Decodable {
        var name: String
        var points: [Place]
    }
    struct Place: Decodable {
        var point: [Double]
        var value: Double
        var gradient: [Double]
        var hessian: [Double]
    }

    static func entries() throws -> [Entry] {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        let data = try Data(contentsOf: folder.appendingPathComponent("Golden/landscapes.json"))
        return try JSONDecoder().decode(File.self, from: data).landscapes
    }

    @Test("Value, gradient and Hessian agree with mpmath to 1e-9 at seeded points")
    func numbers() throws {
        let entries = try Self.entries()
        #expect(Set(entries.map(\.name)) == Set(Landscape.all.map(\.name)))
        for entry in entries {
            let landscape = try #require(Landscape.named(entry.name))
            for place in entry.points {
                let point = Point(place.point[0], place.point[1])
                guard landscape.distanceToKink(point) > 1e-6 else { continue }
                let found = landscape.curvature(at: point)
                let h = found.hessian
                compare([found.value], [place.value], 1e-12, "\(entry.name) at \(point): value")
                compare(
                    [found.gradient.x, found.gradient.y], place.gradient, 1e-10, "\(entry.name) at \(point): gradient")
                compare([h.xx, h.xy, h.yy], place.hessian, 1e-9, "\(entry.name) at \(point): Hessian")
            }
        }
    }

    private func compare(_ found: [Double], _ expected: [Double], _ tolerance: Double, _ what: String) {
        let size = expected.map(\.magnitude).max() ?? 0
        for (a, b) in zip(found, expected) {
            let off = (a - b).magnitude
            #expect(off <= tolerance * max(size, 1e-3), "\(what): \(a), not \(b)")
        }
    }
}
