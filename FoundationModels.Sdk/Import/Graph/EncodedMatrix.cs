using FoundationModels.Import.Quantization;

namespace FoundationModels.Import.Graph;

/// <summary>A matrix in the file of weights: float32 [rows, columns], or codes with scales and zero points.</summary>
/// <param name="Name">The name that its parts begin with.</param>
/// <param name="Rows">Outputs of the linear map.</param>
/// <param name="Columns">Inputs of the linear map.</param>
/// <param name="Format">The layout of the codes, or null for float32.</param>
/// <param name="Values">The codes or floats.</param>
/// <param name="Scales">The scales, or null for float32.</param>
/// <param name="ZeroPoints">The zero points, or null where there are none.</param>
internal sealed record EncodedMatrix(
    string Name, int Rows, int Columns, MatMulNBitsFormat? Format, OnnxInitializer Values, OnnxInitializer? Scales, OnnxInitializer? ZeroPoints);
