using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace FoundationModels.Generators.Diagnostics;

/// <summary>A place in a file that holds on to nothing: the syntax tree is looked up again when the diagnostic is reported.</summary>
internal sealed record LocationInfo(string Path, TextSpan Span)
{
    public static LocationInfo? Of(Location? location) =>
        location is { SourceTree: { } tree } ? new LocationInfo(tree.FilePath, location.SourceSpan) : null;

    /// <summary>The place in the tree of a compilation, so that <c>#pragma warning</c> and editor settings apply to it.</summary>
    public Location In(Compilation compilation)
    {
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            if (tree.FilePath == Path && Span.End <= tree.Length)
                return Location.Create(tree, Span);
        }

        return Location.None;
    }
}
