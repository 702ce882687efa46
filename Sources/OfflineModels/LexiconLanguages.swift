/// Words of other languages for the same concepts and values, folded.
enum LexiconLanguages {
  static let actions = """
    restart: redemarrer_le reinicie reinicializa reinicia_el reavvia riavvii neustarte starten_sie_neu zrestartuj restartowac herstarten_van opnieuw_opstarten redemarre_le reboote neustarten neustart starte_neu starten_neu redemarre redemarrer redemarrage relancer \
    relance reinicia reiniciar reinicie reinicio riavvia riavviare riavvio reiniciem herstart \
    herstarten opnieuw_starten zrestartuj uruchom_ponownie yeniden_baslat 重启 重新启动 再起動 重啟 \
    neu_starten reinicializar restartuj перезапусти перезагрузи redemarrez riavviate
    log: registos registo logeintrage eintrage protokolleintrage lignes_de_log righe_di_log lineas_de_log wpisy regels protokoll protokolle logs journaux registros registro bitacora logdatei logdateien journal \
    log_dosyasi registri logi dzienniki kayitlari gunlukleri gunluk 日志 ログ fehlerlogs fehlerprotokoll \
    fehlerprotokolle logboek logboeken логи dziennik
    diagnose: diagnosi_di gesundheitscheck controle_de_sante selbsttest chequeo comprobacion_de_estado bilan_de_sante gezondheidscheck diagnose diagnostic diagnostics diagnostico diagnosticos diagnostica diagnostiek \
    diagnostyka diagnostyke diagnosi tani teshis 诊断 診断 gesundheit sante salud salute gezondheid \
    zdrowie 健康检查 診断して diagnostiziere diagnostizieren diagnostique диагностику диагностика \
    diagnostiquer
    check: comprobacion verifica_lo controle vérifie verifique cheque uberprufen pruf controleren sprawdzic prufe pruefe prufen pruefen uberprufe ueberpruefe verifie verifier verifica verificar \
    comprueba comprobar revisa revisar controlla controllare controleer sprawdz kontrol_et 检查 確認して \
    testa teste checa
    view: zeigen_sie mostre_me apresenta apresente indica vedere voir_les wyswietl ver_los ver_as vis geef laat_me_zien voglio_vedere j_aimerais_voir quiero_ver quero_ver podaj ensename dame mostrami zeige zeig zeigen anzeigen montre montrer montre_moi affiche afficher muestra muestrame \
    muestreme mostrar mostra mostrami mostre toon laat_zien pokaz goster 显示 查看 看看 表示 見せて \
    ensename affichez montrez mostrame donne_moi dammi dame gib_mir geef_me покажи laat exibir ver
    detail: szczegoly detailles detaillee gegevens pormenores einzelheiten informationen infos dettagli detalles detalhes szczegoly details \
    ayrintilar detaylar 详情 詳細 informazioni informations informacion informacoes bijzonderheden \
    详细信息 детали
    situation: was_gibt_es_neues wie_ist_der_stand was_ist_mit que_hay_de_nuevo que_ha_pasado cosa_e_successo o_que_aconteceu wat_gebeurt_er co_sie_stalo was_ist_los que_pasa que_esta_pasando que_se_passe_t_il que_se_passe cosa_succede \
    che_succede o_que_esta_acontecendo wat_is_er_aan_de_hand was_passiert co_sie_dzieje stand \
    lage 怎么样了 状況 情况 ou_en_est ou_en_sommes wie_steht cosa_sta_succedendo estado stato etat 現状 \
    qual_o_status como_esta como_va
    incident: vorfalls incidentem incydencie storungen ocorrencia avaria vorfall vorfalls vorfalle storung stoerung incidente incidentes incidenti incydent \
    incydentu olay 事件 事故 インシデント l_incident zwischenfall инцидент 障害
    create: aprire_un eroffnen anlegen registra registre registrar abra_um crie_um ouvrir_un crea_un declarer erstelle erstellen eroffne eroeffne lege_an anlegen cree creer ouvre ouvrir ouvrez crea \
    crear abre abrir apri aprire criar crie maak_aan utworz otworz zgloszenie olustur 创建 新建 作成 \
    maak open_een lege aanmaken neuen abra declara declare_un
    new: neu neue neuen neues nouveau nouvel nouvelle nuevo nueva nuovo nuova novo nova nieuw nieuwe \
    nowy yeni 新 新しい
    priority: prioriteiten prioridades dringlichkeit urgencia prioritat prioritaet priorite prioridad priorita prioridade prioriteit priorytet \
    oncelik onceligini onceligi 优先级 優先度 приоритет priorytetu
    assign_value: aktualisiere actualiza actualise mettre setze_auf wijzig verander ponga_la poner_la zmienic ustawic alterar mude_a definir_a cambia_la setze setzen stelle andere aendere mets mettre passe passer pon poner cambia cambiar \
    imposta impostare defina definir mude mudar zet zetten ustaw zmien ayarla yap 设为 设置 改为 设成 \
    変更 設定 して mettez passez coloca ponga stell porta metti altere 调整 把 установи
    raise: eskalieren erhohen reduziere reduire reduis reducir reduce_la escalar rebaixe erhohe erhoehe senke senken hochstufen herabstufen augmente baisse sube subir baja bajar \
    alza aumenta abbassa aumente diminua verhoog verlaag podnies obniz yukselt dusur 提高 降低 升级 \
    上げて 下げて eskaliere escale escala eleva heb
    allocate: zuteilung aloca alocar asigne assegna_a assign_a wys fugen_sie anada anadan precisamos necesitamos abbiamo_bisogno nous_avons_besoin wir_brauchen brauchen we_hebben_nodig potrzebujemy zuweisen weise_zu zuteilen allouer alloue asigna asignar assegna assegnare alocar aloque \
    wijs_toe przydziel tahsis_et ata 分配 割り当て attribue reserve bereitstellen ajoute ajouter anade \
    anadir agrega aggiungi adicione voeg_toe dodaj ekle 增加 追加 fuge hinzu выдели stelle_bereit \
    weise fugen adiciona voeg allouez ajoutez
    list: auflistung enumera wypisz noem liste auflisten lista listar elenca elencare elenco lijst wymien listele 列出 一覧 zaehle \
    listez enumere список lister listado
    who: wer welche qui quels quelles quien quienes chi quali quem quais wie_is welke kto ktorzy kim \
    hangi 哪些 谁 どの
    customer: kundinnen clientele cuentas comptes kunde kunden client clients cliente clientes clienti klant klanten klient klienci klientow \
    klientom musteri musteriler musterileri 客户 顧客 お客様 musterilere klantgegevens kundendaten клиент \
    клиентов клиентам musterilerimize
    affected: afectados_por betroffenen afetado geraakt dotyczy betroffen betroffene betroffenen touches affectes impactes concernes afectados afectado \
    colpiti interessati afetados getroffen dotknieci etkilenen 受影响 影響 dotknietych afectadas \
    coinvolti затронутых toucher affecte
    approve: aprova aprovo aprobo apruebe approvi approvo genehmigen_sie goedgekeurd autorizo autorizzare bewilligen zatwierdzam autorise_une freigib genehmige genehmigen bewillige freigeben gib_frei approuve approuver valide autorise \
    autoriser aprueba aprobar autoriza autorizar approva approvare autorizza aprove aprovar keur_goed \
    goedkeuren zatwierdz onayla 批准 承認 genehmigt approuvez freigabe одобри approveer autorize
    spend: ausgabe ausgaben depense depenses gasto gastos spesa spese despesa despesas uitgave wydatki \
    harcama 支出 budget presupuesto
    cost: kosztow kosten_verursacht verursacht coutera coutait costara costera custara perdemos perdiendo perdendo verlieren verliezen gekostet kosten kostet cout couts coute costo costos costi cuesta costa custo custos custou koszt koszty \
    kosztuje maliyet maliyeti 成本 费用 コスト 費用 schaden wieviel_kostet combien_coute cuanto_cuesta \
    quanto_costa quanto_custa hoeveel_kost kost ile_kosztuje стоимость стоит 损失 coutent auswirkungen \
    perte verlust cuanto_nos_cuesta
    calculate: berechne berechnen rechne calcule calculer calcula calcular calcola calcolare bereken \
    oblicz hesapla 计算 計算 посчитай calculez
    notify: comunicar avvisate informate notifiquen avisen sagen_sie schreibe schreiben mitteilen informieren_sie laat_klanten_weten zeg vertel powiedz napisz dis_a diga digam escribe ecris scrivi escreva annonce annoncer anuncia annuncia kundige ankundigen mande_um benachrichtige benachrichtigen informiere informieren sag informe informer previens prevenir \
    notifie notifier avisa avisar notifica notificar informa informar informare avvisa avvisare avise \
    notifique comunica comunique laat_weten powiadom poinformuj bildir haber_ver bilgilendir 通知 告诉 \
    知らせ 連絡 dis_aux dile diles di_ai dica informeer teile_mit verstandige schreib envia_a сообщи \
    уведоми prevenez avertis avertir meld dites benachrichtigt
    deliver: sende senden schicke schick envoie envoyer envia enviar invia inviare envie stuur verstuur \
    wyslij gonder 发送 送信 送って envoyez mande manda отправь mandale
    account_facts: vertrags kontaktperson abo plano abbonamento forfait quel_plan welchen_tarif vertrag tarif contrat contrato contratto contract abonament contatto contacto \
    contato ansprechpartner 合同 契約 forfait
    look_up: zeig_mir_den_kunden zoek_op wyszukaj cherche_le consulta consulte pesquisa pesquise suche such cherche chercher busca buscar cerca cercare procure procurar zoek szukaj bul \
    查找 検索 finde trouve encuentra nachschlagen
    #not: nicht kein keine keinen ne pas non nicht_mehr niet geen nie degil 不要 不 别 别重启 ないで しないで \
    nao nunca jamais не нет sin ohne senza sem zonder sans 不用 请勿 いいえ hayir nein n_est nem
    #thanks: obrigado dzieki dziekuje tesekkurler sagol 谢谢 ありがとう 感谢 спасибо bitte_danke merci_beaucoup \
    muchas_gracias vielen_dank grazie_mille
    #hello: 你好 こんにちは czesc merhaba привет selam dzien_dobry
    #because: weil da denn parce_que porque perche omdat poniewaz cunku 因为 потому_что
    #if: wenn falls sobald lorsque quand cuando quando wanneer als jesli eger 如果 もし se_for если si_le si_la
    #that: dass que che dat ze ki daß
    #pronoun: ihn sie es celui lui lo la
    #and: und et ve 和 と oraz и
    #then: dann puis ensuite luego despues poi depois daarna potem sonra 然后 その後 danach anschliessend
    #report: gestern hier_soir ayer ieri ontem gisteren wczoraj dun 昨天 昨日
    #may: wer_darf darf_ich qui_peut puis_je quien_puede puedo chi_puo posso quem_pode wie_mag mag_ik \
    kto_moze 谁可以 peut_on was_kann_ich est_ce_que_je_peux que_puedo cosa_posso o_que_posso wat_kan_ik
    """

  static let values = """
    P1: kritischen critica_la kritisch critique critico critica kritiek krytyczny kritik
    P2: hoch haute alta alto hoog wysoki yuksek
    P3: mittel moyenne media gemiddeld sredni orta
    P4: niedrig basse baja_prioridad bassa baixa laag niski dusuk
    error: fehlern erreur_s falhas fehler fehlerlogs fehlerlog fehlerprotokoll fehlerprotokolle fehlerzeilen erreur erreurs errores erro erros errori fouten fout bledy bledow hata hatalar 错误 \
    エラー hatalari fehlermeldungen
    warn: warnungen warnung avertissement avertissements advertencia advertencias avvisi \
    avvertimenti avisos waarschuwing waarschuwingen ostrzezenia uyari 警告
    compute: rechnern maquinas machines macchine serveurs_supplementaires serveur serveurs servidor servidores nodo nodos nodi noeud noeuds knoten servidoras serwery \
    serwer sunucu 服务器 サーバー 节点 ノード rechner instanzen knooppunten nos wezly wezlow serwerow servidora
    storage: festplatten platten discos disques speicher stockage almacenamiento armazenamento archiviazione opslag pamieci dysk 存储 \
    ストレージ speicherplatz disque disco schijfruimte
    bandwidth: bandbreite bande_passante ancho_de_banda larghezza_di_banda largura_de_banda bandbreedte \
    przepustowosc 带宽 帯域
    staff: ingenieure_ingenieur ingenieur ingeniero ingegnere engenheiro inzynier monteurs technicians tecnico tecnica personen leute ingenieure techniker mitarbeiter personnes ingenieurs ingenieros personas \
    persone ingegneri pessoas engenheiros mensen medewerkers osob inzynierow kisi muhendis 工程师 人员 人 \
    tecnici tecnicos techniciens agenten エンジニア personal personeel
    enterprise: grosskunden grosskunde unternehmenskunden entreprise entreprises empresas empresariales \
    aziende empresa aziendali empresariais zakelijke korporacyjni kurumsal 企业 企業 grands_comptes \
    grandes_cuentas grandi_clienti grandes_contas
    smb: pme pymes pmi kleinunternehmen kmu mkb 中小企业
    free: kostenlose gratis gratuits gratuit gratuitos gratuiti ucretsiz darmowi 免费 無料 kostenlosen
    email: per_mail par_mail por_correo via_mail correo courriel e_mails eposta 邮件 メール e_posta poczta emailem mailem posta
    sms: 短信
    status_page: statusseite page_d_etat page_de_statut pagina_de_estado pagina_di_stato \
    pagina_de_status statuspagina 状态页
    investigating: untersuchung en_cours_d_investigation
    identified: identifiziert identifie identificado identificato geidentificeerd
    monitoring: beobachten uberwachen en_surveillance en_monitoreo in_osservazione beobachtung uberwachung surveillance monitoreo monitoraggio monitoramento 监控 監視
    resolved: gelöst erledigt resolva resuelve resous risolva_il gelost behoben geloest resolu resuelto resuelta risolto resolvido opgelost rozwiazany \
    rozwiazane cozuldu 已解决 解決 解决 resolue resoudre resolver risolvi
    closed: schliess schliesse_den cierra_el fecha feche_o ferme_le chiudere geschlossen schliesse schliessen ferme fermer cerrado cierra chiudi chiuso fechado fechar \
    gesloten sluit zamknij kapat 关闭 クローズ ferme_l cerrar feche
    network: netzwerk reseau red rete rede netwerk sieci siec ag 网络 ネットワーク
    database: datenbank base_de_donnees base_de_datos banco_de_dados veritabani 数据库 データベース \
    datenbanktest
    cache: 缓存 キャッシュ
    """
}
