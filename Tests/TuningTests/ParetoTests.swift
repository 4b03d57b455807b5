import Answers
import Foundation
import Numbers
import Testing

@testable import Tuning

@Suite("Fronts and hypervolumes")
struct ParetoTests {
    @Test("Hypervolumes are Optuna's in two to five dimensions")
    func golden() throws {
        for golden in try Golden.read().volumes {
            let ours = try Hypervolume.volume(golden.points, reference: golden.reference)
            #expect(isClose(ours, golden.volume, 1e-12), "\(golden.reference.count) dimensions")
        }
    }

    @Test("The hypervolume of a linear front tends to a half")
    func linear() throws {
        let front = (0...1000).map { [Double($0) / 1000, 1 - Double($0) / 1000] }
        let line = try Hypervolume.volume(front, reference: [1, 1])
        #expect(abs(line - 0.4995) < 1e-12)
        #expect(try Hypervolume.volume([[2, 0]], reference: [1, 1]) == 0)
        #expect(try Hypervolume.volume([[0.25, 0.5, 0.5]], reference: [1, 1, 1]) == 0.1875)
    }

    @Test("Points are sorted into fronts, equal ones into the same")
    func fronts() {
        let plane = ParetoSort([[1, 4], [2, 2], [4, 1], [2, 3], [3, 3], [2, 2], [.nan, 0]])
        #expect(plane.fronts == [[0, 1, 2, 5, 6], [3], [4]])
        let space = ParetoSort([[1, 1, 1], [0, 2, 1], [2, 2, 2], [1, 1, 1], [3, 3, 3]])
        #expect(space.fronts == [[0, 1, 3], [2], [4]])
    }

    @Test("A front is thinned to the points that add the most")
    func thinned() throws {
        let sort = ParetoSort([[0, 1], [0.01, 0.98], [0.5, 0.5], [1, 0]])
        let three = try sort.best(3)
        #expect(try sort.best(1) == [2])
        #expect(three.count == 3)
        #expect(!three.contains(0) || !three.contains(1))
    }

    @Test("The volume of a front of many objectives is stopped while it is computed")
    func stopped() {
        var stream = RandomStream(seed: 1, purpose: "test")
        // On a sphere, where none dominates another: the volume of so many in eight dimensions takes longer than anybody waits.
        let points = (0..<200).map { _ in
            let raw = (0..<8).map { _ in stream.uniform() }
            let length = raw.reduce(0) { $0 + $1 * $1 }.squareRoot()
            return raw.map { $0 / length }
        }
        let work = Work()
        Thread {
            Thread.sleep(forTimeInterval: 0.3)
            work.cancel()
        }.start()
        #expect(throws: Stopped.self) {
            try Hypervolume.volume(points, reference: [Double](repeating: 1.1, count: 8), work: work)
        }
    }
}
