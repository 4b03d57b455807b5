import Numbers
import Testing

@Suite("Kendall's τ")
struct KendallTauTests {
    @Test("it is SciPy's, with ties and without")
    func scipy() {
        #expect(KendallTau.b([1, 2, 3, 4], [1, 2, 3, 4]) == 1)
        #expect(KendallTau.b([1, 2, 3, 4], [4, 3, 2, 1]) == -1)
        // scipy.stats.kendalltau([12, 2, 1, 12, 2], [1, 4, 7, 1, 0])
        #expect(abs(KendallTau.b([12, 2, 1, 12, 2], [1, 4, 7, 1, 0]) - -0.4714045207910316) < 1e-15)
        #expect(abs(KendallTau.b([1, 2, 3, 4, 5, 6], [2, 1, 3, 4, 6, 5]) - 0.7333333333333333) < 1e-15)
        #expect(KendallTau.b([1, 1], [1, 2]).isNaN)
        #expect(KendallTau.b([], []).isNaN)
    }
}
