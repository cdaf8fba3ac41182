using System.Drawing;
using Oriel.Client.Errors;

namespace Oriel.Core.Features.Environments;

/// <summary>The rule for the color under a page: the browser blends nothing there.</summary>
internal static class BackgroundColor
{
    public static Color Check(Color color, string parameter)
    {
        return color.A is byte.MinValue or byte.MaxValue
            ? color
            : throw OfficialErrors.InvalidArgument(
                $"A default background color with an alpha of {color.A} is not supported. Use 255 (opaque) or 0 (transparent).", parameter);
    }
}
