using System;
using Oriel.Core.Features.Views;

namespace Oriel.Core.Features.Window;

/// <summary>Who has the keyboard: the page of a view in a window, or something else.</summary>
internal sealed class FocusFeature(View view) : Feature(view)
{
    internal EventHandler<object>? Got { get; set; }

    internal EventHandler<object>? Lost { get; set; }

    internal override void Close()
    {
        Got = null;
        Lost = null;
    }

    /// <summary>The keyboard goes to the page, or no longer does.</summary>
    internal void OnChanged(bool hasFocus) => View.RaiseController(hasFocus ? Got : Lost);
}
