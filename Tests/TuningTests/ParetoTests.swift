import Testing

@testable import Tuning

@Suite("Fronts and hypervolumes")
struct ParetoTests {
    @Test("Hypervolumes are Optuna's in two to five dimensions")
    func golden() throws {
        for golden in try Golden.read().volumes {
            let ours = Hypervolume.volume(golden.points, reference: golden.reference)
            #expect(isClose(ours, golden.volume, 1e-12), "\(golden.reference.count) dimensions")
        }
    }

    @Test("The hypervolume of a linear front tends to a half")
    func linear() {
        let front = (0...1000).map { [Double($0) / 1000, 1 - Double($0) / 1000] }
        #expect(abs(Hypervolume.volume(front, reference: [1, 1]) - 0.4995) < 1e-12)
        #expect(Hypervolume.volume([[2, 0]], reference: [1, 1]) == 0)
        #expect(Hypervolume.volume([[0.25, 0.5, 0.5]], reference: [1, 1, 1]) == 0.1875)
    }

    @Test("Points are sorted into fronts, equal ones into the same")
    func fronts() {
        let plane = ParetoSort([[1, 4], [2, 2], [4, 1], [2, 3], [3, 3], [2, 2], [.nan, 0]])
        #expect(plane.fronts == [[0, 1, 2, 5, 6], [3], [4]])
        let space = ParetoSort([[1, 1, 1], [0, 2, 1], [2, 2, 2], [1, 1, 1], [3, 3, 3]])
        #expect(space.fronts == [[0, 1, 3], [2], [4]])
    }

    @Test("A front is thinned to the points that add the most")
    func thinned() {
        let sort = ParetoSort([[0, 1], [0.01, 0.98], [0.5, 0.5], [1, 0]])
        #expect(Set(sort.best(1)) == [2])
        #expect(sort.best(3).count == 3)
        #expect(!sort.best(3).contains(0) || !sort.best(3).contains(1))
    }
}
