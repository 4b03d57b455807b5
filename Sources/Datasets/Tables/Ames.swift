public import Answers
import CAmes

extension Table {
    /// 2,930 house sales in Ames, Iowa, 2006–2010, with missing cells and codes (De Cock 2011, Journal of Statistics Education
    /// 19(3)); it is part of the program. `price` is the target.
    ///
    /// - Throws: `Stopped`, and `Mistake` for wishes about columns that are not there.
    public static func ames(_ wishes: Wishes = Wishes(), work: Work = Work()) throws -> Table {
        let bytes = Array(UnsafeBufferPointer(start: ames_csv_start(), count: ames_csv_count()))
        var table = try csv(bytes: bytes, name: "ames.csv", work: work)
        // How its file is written is nobody's choice.
        table.decisions.removeAll { $0.sort == .format }
        return try table.learning("price", wishes, work: work)
    }
}
