using System.Globalization;
using System.Text;

namespace FoundationModels.Training;

/// <summary>Plots a loss curve as SVG, the loss on a logarithmic axis.</summary>
internal static class LossCurve
{
    private const double Width = 720;
    private const double Height = 360;
    private const double Left = 60;
    private const double Right = 20;
    private const double Top = 30;
    private const double Bottom = 40;

    /// <summary>Plots training and evaluation loss over the steps.</summary>
    public static string Plot(IReadOnlyList<AdapterTrainingPoint> curve)
    {
        double[] losses = [.. curve.SelectMany(p => new[] { p.Loss, p.EvaluationLoss }).OfType<double>().Where(l => l > 0)];
        double low = losses.Length == 0 ? 0.1 : Math.Pow(10, Math.Floor(Math.Log10(losses.Min()) * 2) / 2);
        double high = losses.Length == 0 ? 10 : Math.Max(Math.Pow(10, Math.Ceiling(Math.Log10(losses.Max()) * 2) / 2), low * 2);
        double steps = Math.Max(curve.Count == 0 ? 1 : curve[^1].Step, 1);
        double X(double step) => Left + (step / steps * (Width - Left - Right));
        double Y(double loss) => Top + (Math.Log(high / loss) / Math.Log(high / low) * (Height - Top - Bottom));

        StringBuilder svg = new();
        void Line(FormattableString line) => svg.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
        Line($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" font-family=\"sans-serif\" font-size=\"12\">");
        Line($"<rect width=\"{Width}\" height=\"{Height}\" fill=\"white\"/>");
        Line($"<text x=\"{Left}\" y=\"18\">Loss (nats per token) over steps: <tspan fill=\"#1f77b4\">training</tspan>, <tspan fill=\"#d62728\">evaluation</tspan></text>");
        for (double tick = low; tick <= high * 1.001; tick *= Math.Sqrt(10))
        {
            Line($"<path d=\"M{Left} {Y(tick):0.#}H{Width - Right}\" stroke=\"#ddd\"/>");
            Line($"<text x=\"{Left - 8}\" y=\"{Y(tick) + 4:0.#}\" text-anchor=\"end\">{tick:0.###}</text>");
        }

        for (int i = 0; i <= 4; i++)
            Line($"<text x=\"{X(steps * i / 4):0.#}\" y=\"{Height - 14}\" text-anchor=\"middle\">{Math.Round(steps * i / 4)}</text>");
        Line($"<path d=\"{PathOf(curve, p => p.Loss, X, Y)}\" fill=\"none\" stroke=\"#1f77b4\" stroke-width=\"2\"/>");
        Line($"<path d=\"{PathOf(curve, p => p.EvaluationLoss, X, Y)}\" fill=\"none\" stroke=\"#d62728\" stroke-width=\"2\"/>");
        return svg.Append("</svg>\n").ToString();
    }

    private static string PathOf(
        IReadOnlyList<AdapterTrainingPoint> curve, Func<AdapterTrainingPoint, double?> loss, Func<double, double> x, Func<double, double> y)
    {
        StringBuilder path = new();
        foreach (AdapterTrainingPoint point in curve)
        {
            if (loss(point) is > 0 and var value)
                path.Append(CultureInfo.InvariantCulture, $"{(path.Length == 0 ? 'M' : 'L')}{x(point.Step):0.#} {y(value):0.#}");
        }

        return path.ToString();
    }
}
