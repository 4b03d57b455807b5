import Answers
import Numbers
import Testing

@Suite struct CholeskyTests {
    /// numpy 2.4.6, numpy.linalg.cholesky, inv and solve of it.
    @Test func aFactorItsInverseAndSolutionsAreNumPys() throws {
        let factor = CholeskyFactor([4, 2, -2, 2, 10, 5, -2, 5, 9], 3)
        #expect(try factor.decompose(work: Work()))
        let root: [[Double]] = [[2, 0, 0], [1, 3, 0], [-1, 2, 2]]
        let inverse: [[Double]] = [[0.5, 0, 0], [-1 / 6.0, 1 / 3.0, 0], [5 / 12.0, -1 / 3.0, 0.5]]
        try factor.invertRoot(work: Work())
        for i in 0..<3 {
            for j in 0..<3 {
                #expect(abs(factor.root[i][j] - root[i][j]) < 1e-15)
                #expect(abs(factor.inverseRoot[i][j] - inverse[i][j]) < 1e-15)
            }
        }
        // A·(1, −2, 3) = (−6, −3, 15)
        for (found, expected) in zip(factor.solve([-6, -3, 15]), [1.0, -2, 3]) {
            #expect(abs(found - expected) < 1e-14)
        }
        #expect(abs(factor.logRoot - 2.4849066497880004) < 1e-15)
    }

    @Test func largerOnesThanAVectorAreSolvedToo() throws {
        let n = 21
        // aᵢⱼ = min(i, j) + 1 is L·Lᵀ with ones on and below the diagonal.
        let factor = CholeskyFactor((0..<n * n).map { Double(min($0 / n, $0 % n) + 1) }, n)
        #expect(try factor.decompose(work: Work()))
        #expect((0..<n).allSatisfy { i in (0..<n).allSatisfy { factor.root[i][$0] == ($0 <= i ? 1 : 0) } })
        let b = (0..<n).map { i in (0..<n).reduce(0.0) { $0 + Double(min(i, $1) + 1) * Double($1 % 3) } }
        #expect(factor.solve(b) == (0..<n).map { Double($0 % 3) })
    }

    @Test func whatIsNotPositiveDefiniteHasNoneAndACancelledOneIsStopped() throws {
        #expect(try !CholeskyFactor([1, 2, 2, 1], 2).decompose(work: Work()))
        #expect(try !CholeskyFactor([1, 1, 1, 1 + 1e-15], 2).decompose(least: 1e-14, work: Work()))
        #expect(try !CholeskyFactor([.nan], 1).decompose(work: Work()))
        let work = Work()
        work.cancel()
        #expect(throws: Stopped.self) { try CholeskyFactor([1], 1).decompose(work: work) }
    }
}
