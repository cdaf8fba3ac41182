using System;
using Microsoft.Web.WebView2.Core;
using Oriel.Core.Features.Navigation;
using Oriel.Core.Features.Views;

namespace Oriel.Core.Features.Documents;

/// <summary>Source and DocumentTitle. The title comes from the bridge script, which sees every change of it; without script, from the history.</summary>
internal sealed class DocumentFeature(View view) : Feature(view)
{
    private bool _titleComesFromScript;

    internal EventHandler<CoreWebView2SourceChangedEventArgs>? SourceChanged { get; set; }

    internal EventHandler<object>? TitleChanged { get; set; }

    internal string Source { get; private set; } = NavigationUri.Blank;

    internal string Title { get; private set; } = "";

    internal void SetSource(string source, bool isNewDocument)
    {
        _titleComesFromScript &= !isNewDocument;
        if (source != Source)
        {
            Source = source;
            View.Raise(SourceChanged, new CoreWebView2SourceChangedEventArgs(isNewDocument));
        }
    }

    internal void SetTitle(string title)
    {
        _titleComesFromScript = true;
        Take(title);
    }

    /// <summary>The title the browser's history has, which lags behind and is the URL when the document has none.</summary>
    internal void OfferTitle(string title)
    {
        if (!_titleComesFromScript && title != Source)
        {
            Take(title);
        }
    }

    internal void OnLoaded(NavigationState state)
    {
        if (state.IsMain && !_titleComesFromScript)
        {
            View.History.Refresh();
        }
    }

    internal override void Close()
    {
        SourceChanged = null;
        TitleChanged = null;
    }

    private void Take(string title)
    {
        if (title != Title)
        {
            Title = title;
            View.Raise(TitleChanged, View.WebView);
        }
    }
}
