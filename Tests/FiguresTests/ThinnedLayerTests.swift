import Answers
import Figures
import Numbers
import Testing

@Suite("Layers of very many places")
struct ThinnedLayerTests {
    private let many = (0..<300_000).map { Point(Double($0), Double($0 * 7919 % 100_003)) }

    @Test("A line keeps its outline, and points one in each place of a screen with their colours and sizes")
    func thinned() throws {
        guard case .curve(let curve) = try PanelLayer.curve(CurveLayer(many, name: "a")).thinned(stoppedBy: Work())
        else {
            Issue.record("no curve")
            return
        }
        #expect(curve.points.count < 20_000 && curve.name == "a")
        #expect(curve.points.first == many.first && curve.points.last == many.last)
        #expect(curve.points.map(\.y).max() == many.map(\.y).max())
        #expect(curve.points.map(\.y).min() == many.map(\.y).min())

        var cloud = Points(many + many, name: "b")
        cloud.tints = (0..<600_000).map { Color(UInt32($0 % 300_000)) }
        cloud.sizes = (0..<600_000).map { Double($0 % 300_000) }
        guard case .points(let points) = try PanelLayer.points(cloud).thinned(stoppedBy: Work()) else {
            Issue.record("no points")
            return
        }
        // What comes twice at one place is drawn once.
        #expect(points.points.count <= 300_000 && points.points.count > 100_000)
        #expect(points.tints.count == points.points.count && points.sizes.count == points.points.count)
        for place in [0, points.points.count / 2, points.points.count - 1] {
            let index = Int(points.points[place].x)
            #expect(points.tints[place] == Color(UInt32(index)) && points.sizes[place] == Double(index))
        }
    }

    @Test("What is not too much stays as it is, and work that was stopped is left") func few() throws {
        let few = PanelLayer.curve(CurveLayer(Array(many.prefix(1000)), name: ""))
        guard case .curve(let curve) = try few.thinned(stoppedBy: Work()) else { return }
        #expect(curve.points.count == 1000)
        let stopped = Work()
        stopped.cancel()
        #expect(throws: Stopped.self) {
            try PanelLayer.curve(CurveLayer(many, name: "")).thinned(stoppedBy: stopped)
        }
        #expect(throws: Stopped.self) { try PanelLayer.points(Points(many)).thinned(stoppedBy: stopped) }
    }
}
